// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.Child;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.routing.Routing;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.process.CommandWords;

/** A queryprogram router at work: runs its command and reads the line that it prints. */
record QueryProgram(Settings settings, SelfAction self, Surroundings surroundings)
    implements RouterDriver.Prepared {
  private static final int MOST_OUTPUT = 8192;
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /** {@code WORD=value} or {@code WORD="value"}. */
  private static final Pattern FIELD =
      Pattern.compile("\\s*([A-Za-z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S*))");

  /** What keeps the command from saying anything; the address waits. */
  private static final class Trouble extends Exception {
    private static final long serialVersionUID = 1L;

    Trouble(String sentence) {
      super(sentence, null, false, false);
    }
  }

  @Override
  public Routing route(Addressee addressee, MailView mail) throws InterruptedException {
    try {
      return answer(said(words(mail), mail), addressee, mail);
    } catch (Trouble trouble) {
      return new Routing.Defer("", String.valueOf(trouble.getMessage()), false);
    }
  }

  private Trouble ofRouter(String sentence) {
    return new Trouble(settings.name() + " router: " + sentence);
  }

  private List<String> words(MailView mail) throws Trouble, InterruptedException {
    try {
      List<String> words = new ArrayList<>();
      for (String word : CommandWords.split(settings.value(QueryprogramRouter.COMMAND))) {
        Expansion expansion = surroundings.compiler().expandable(word).expand(mail);
        if (!(expansion instanceof Expansion.Value(Text text))) {
          throw ofRouter("failed to expand \"" + word + "\" of the command");
        }
        if (text.taint() != null) {
          throw new Trouble(
              "Tainted arg %d for queryprogram router command: '%s'"
                  .formatted(words.size(), text.value()));
        }
        words.add(text.value());
      }
      return asUser(words);
    } catch (InvalidArgument malformed) {
      throw ofRouter(String.valueOf(malformed.getMessage()));
    }
  }

  /** A server that is root runs it as the user; any other can only be itself. */
  private List<String> asUser(List<String> words) throws Trouble {
    if (!ROOT) {
      return words;
    }
    String name = settings.value(QueryprogramRouter.COMMAND_USER);
    try {
      Optional<Users.User> user = surroundings.users().find(name);
      if (user.isEmpty() && !name.matches("[0-9]{1,9}")) {
        throw ofRouter("user " + name + " does not exist on this host");
      }
      String uid = user.map(one -> String.valueOf(one.uid())).orElse(name);
      String own = user.map(one -> String.valueOf(one.gid())).orElse(name);
      String gid = settings.find(QueryprogramRouter.COMMAND_GROUP).orElse(own);
      List<String> all =
          new ArrayList<>(
              List.of("/usr/bin/setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"));
      all.add("--");
      all.addAll(words);
      return all;
    } catch (IOException unreadable) {
      throw ofRouter("the users of this host cannot be read: " + unreadable.getMessage());
    }
  }

  /** The first line that the command prints. */
  private String said(List<String> words, MailView mail) throws Trouble, InterruptedException {
    Expansion place = settings.value(QueryprogramRouter.CURRENT_DIRECTORY).expand(mail);
    String directory = place instanceof Expansion.Value(Text text) ? text.value() : "/";
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.directory(Path.of(directory).toFile()).environment().clear();
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException notRun) {
      throw ofRouter("couldn't create child process: " + notRun.getMessage());
    }
    try {
      long seconds = settings.value(QueryprogramRouter.TIMEOUT).toSeconds();
      // What it prints fits into the pipe; more than that nobody reads.
      if (!process.waitFor(seconds > 0 ? seconds : Integer.MAX_VALUE, TimeUnit.SECONDS)) {
        throw ofRouter("command timed out");
      }
      if (process.exitValue() != 0) {
        throw ofRouter("command returned non-zero code " + process.exitValue());
      }
      byte[] output = process.getInputStream().readNBytes(MOST_OUTPUT);
      String text = new String(output, StandardCharsets.ISO_8859_1);
      String line = text.lines().findFirst().orElse("").strip();
      if (line.isEmpty()) {
        throw ofRouter("command failed to return data");
      }
      return line;
    } catch (IOException broken) {
      throw ofRouter("failed to read from the command: " + broken.getMessage());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Routing answer(String line, Addressee addressee, MailView mail)
      throws Trouble, InterruptedException {
    String[] parts = line.split("\\s+", 2);
    String rest = parts.length > 1 ? parts[1] : "";
    return switch (parts[0].toUpperCase(Locale.ROOT)) {
      case "ACCEPT" -> accept(rest, addressee, mail);
      case "DECLINE" -> new Routing.Decline(rest);
      case "PASS" -> new Routing.Pass(rest);
      case "FAIL" -> new Routing.Fail(rest, rest);
      case "DEFER" -> new Routing.Defer(rest, rest, false);
      case "FREEZE" -> new Routing.Defer(rest, rest, true);
      case "REDIRECT" -> redirect(rest, addressee);
      default -> {
        String bad = "bad command yield: " + line;
        surroundings.log().panic(mail.envelope().queueId(), settings.name() + " router: " + bad);
        throw new Trouble(bad);
      }
    };
  }

  private Routing redirect(String list, Addressee addressee) throws Trouble {
    List<Child> children = new ArrayList<>();
    for (String item : list.split(",")) {
      String address = item.strip();
      if (!address.matches("[^\\s:|/<>\"]+")) {
        throw ofRouter("the command's REDIRECT has what is no address: \"" + address + "\"");
      }
      children.add(
          new Child.Address(
              address.indexOf('@') < 0 ? address + "@" + addressee.domain() : address));
    }
    return new Routing.Redirect(children);
  }

  private Routing accept(String fields, Addressee addressee, MailView mail)
      throws Trouble, InterruptedException {
    List<String> options = new ArrayList<>();
    String hosts = "";
    String transport = null;
    Matcher field = FIELD.matcher(fields);
    int at = 0;
    while (at < fields.length() && field.find(at) && field.start() == at) {
      String quoted = field.group(2);
      String value = quoted == null ? field.group(3) : quoted.replaceAll("\\\\(.)", "$1");
      switch (field.group(1).toUpperCase(Locale.ROOT)) {
        case "TRANSPORT" -> transport = value;
        case "HOSTS" -> hosts = value;
        case "LOOKUP" -> options.add(value.toLowerCase(Locale.ROOT));
        case "DATA" -> {
          if (addressee instanceof Address address) {
            address.addressData = Text.of(value);
          }
        }
        default -> throw ofRouter("the command's ACCEPT has an unknown word: " + field.group(1));
      }
      at = field.end();
    }
    if (!fields.substring(at).isBlank()) {
      throw ofRouter("the command's ACCEPT makes no sense: " + fields);
    }
    if (transport == null && settings.find(RouterOptions.TRANSPORT).isEmpty()) {
      throw ofRouter("the command accepted without a transport");
    }
    if (hosts.isEmpty()) {
      return new Routing.Accept(List.of(), transport);
    }
    if (transport != null) {
      options.add(transport);
    }
    var defer = ManualrouteRouter.HostMissing.DEFER;
    return new ManualRoute(settings, null, self, defer, defer, surroundings)
        .hosts(hosts, options, addressee, mail);
  }
}
