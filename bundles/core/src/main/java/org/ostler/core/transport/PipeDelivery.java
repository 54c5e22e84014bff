// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.process.CommandWords;

/** One pipe transport of the configuration. */
final class PipeDelivery implements TransportDriver.Prepared {
  /** The zone of the main part, which commands write their times in too. */
  private static final Option<String> TIMEZONE = Option.string("timezone", null);

  private final Settings settings;
  private final Expanded expanded;
  private final Function<String, Expandable> compiler;
  private final Log log;

  PipeDelivery(Settings settings, Function<String, Expandable> compiler, Log log) {
    this.settings = settings;
    this.expanded = new Expanded(settings);
    this.compiler = compiler;
    this.log = log;
  }

  @Override
  public void deliver(Delivery delivery) throws InterruptedException {
    // What is batched is handed over once.
    Addressee first = delivery.addressees().getFirst();
    Outcome outcome = deliver(delivery, (Situation) delivery.view(first), (Address) first);
    delivery.addressees().forEach(addressee -> delivery.report(addressee, outcome));
  }

  private Outcome deliver(Delivery delivery, Situation situation, Address address)
      throws InterruptedException {
    try {
      List<String> words = words(situation, address);
      Map<String, String> environment = environment(delivery, situation, address);
      List<String> argv = Ownership.of(address).command(words);
      ChildProcess child =
          new ChildProcess(
              ProcessTerms.around(argv, settings), environment, directory(address), settings);
      ChildProcess.End end =
          child.run(
              out ->
                  text(situation)
                      .write(
                          out, prefix(delivery, situation), delivery.content(), suffix(situation)));
      return outcome(delivery, end, words, address);
    } catch (Undeliverable undeliverable) {
      return undeliverable.outcome();
    } catch (InvalidArgument invalid) {
      return new Outcome.Deferred(Outcome.Trouble.of(String.valueOf(invalid.getMessage())));
    } catch (IOException trouble) {
      return new Outcome.Deferred(
          new Outcome.Trouble(
              null, null, Cause.OTHER, "failed to run the command: " + trouble.getMessage()));
    }
  }

  private static @Nullable Path directory(Address address) {
    String wanted = address.directory != null ? address.directory : address.home;
    return wanted != null && Files.isDirectory(Path.of(wanted)) ? Path.of(wanted) : Path.of("/");
  }

  private List<String> words(Situation situation, Address address)
      throws InterruptedException, Undeliverable, InvalidArgument {
    String given = settings.value(PipeOptions.FORCE_COMMAND) ? null : address.pipe;
    String command = given != null ? given : settings.find(PipeOptions.COMMAND).orElse(null);
    if (command == null) {
      throw Undeliverable.later(
          Cause.OTHER, "no command specified for the " + settings.name() + " transport");
    }
    if (settings.value(PipeOptions.USE_SHELL)) {
      return List.of("/bin/sh", "-c", text(command, given != null, situation, address));
    }
    List<String> words =
        given == null
            ? words(command, situation)
            : address.pipeWords != null
                ? untainted(address.pipeWords)
                : new ArrayList<>(CommandWords.split(given));
    if (words.isEmpty()) {
      throw Undeliverable.later(
          Cause.OTHER, "the command of the " + settings.name() + " transport is empty");
    }
    words.set(0, program(words.getFirst(), situation));
    TransportTelling.command(words);
    return words;
  }

  /**
   * The words of the configuration's command, expanded. A command that stood in an alias or a
   * forward file is never: whoever may write that file would have the server read and run what it
   * may. A filter has expanded its command itself, as far as it may.
   */
  private List<String> words(String command, Situation situation)
      throws InterruptedException, Undeliverable, InvalidArgument {
    List<Text> words = new ArrayList<>();
    for (String word : CommandWords.split(command)) {
      Text text = expanded.text(compiler.apply(word), "command", situation);
      words.add(text == null ? Text.EMPTY : text);
    }
    return untainted(words);
  }

  /**
   * What the shell gets: the configuration's command, expanded as a whole, or one that redirection
   * gave, as it stands. Text from the network never reaches a shell.
   */
  private String text(String command, boolean given, Situation situation, Address address)
      throws InterruptedException, Undeliverable {
    if (!given) {
      Text text = expanded.text(compiler.apply(command), "command", situation);
      return untainted(List.of(text == null ? Text.EMPTY : text)).getFirst();
    }
    if (address.pipeWords != null && command.indexOf('$') >= 0) {
      throw Undeliverable.later(
          Cause.OTHER, "a filter's command with variables is not handed to a shell: " + command);
    }
    return command;
  }

  private List<String> untainted(List<Text> texts) throws Undeliverable {
    List<String> words = new ArrayList<>();
    for (Text text : texts) {
      if (text.taint() != null) {
        throw Undeliverable.never(
            Cause.TAINT,
            "Tainted arg %d for %s transport command: '%s' (from %s; use a lookup to make it safe)"
                .formatted(words.size(), settings.name(), text.value(), text.taint().origin()));
      }
      words.add(text.value());
    }
    return words;
  }

  /** The program's absolute name: allowed by {@code allow_commands}, or found on {@code path}. */
  private String program(String name, Situation situation)
      throws InterruptedException, Undeliverable {
    List<String> allowed = list(expanded.value(PipeOptions.ALLOW_COMMANDS, situation, ""));
    boolean restricted = settings.value(PipeOptions.RESTRICT_TO_PATH);
    if (!allowed.isEmpty() && !allowed.contains(name) && !restricted) {
      throw Undeliverable.never(
          Cause.OTHER,
          "\"" + name + "\" command not permitted by " + settings.name() + " transport");
    }
    if (name.startsWith("/") && (!restricted || allowed.contains(name))) {
      return name;
    }
    if (name.indexOf('/') >= 0) {
      throw Undeliverable.never(
          Cause.OTHER,
          "\"/\" found in \""
              + name
              + "\" (command for "
              + settings.name()
              + " transport) - failed for security reasons");
    }
    for (String directory : list(expanded.value(PipeOptions.PATH, situation, ""))) {
      Path file = Path.of(directory, name);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return file.toString();
      }
    }
    throw Undeliverable.never(
        Cause.NO_SUCH_FILE,
        "\"" + name + "\" command not found for " + settings.name() + " transport");
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(":", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private Map<String, String> environment(Delivery delivery, Situation situation, Address address)
      throws InterruptedException, Undeliverable {
    Map<String, String> environment = new TreeMap<>();
    environment.put("DOMAIN", address.domain());
    environment.put("HOME", address.home == null ? "" : address.home);
    environment.put("LOCAL_PART", address.localPart());
    environment.put("LOCAL_PART_PREFIX", address.prefix);
    environment.put("LOCAL_PART_SUFFIX", address.suffix);
    environment.put("LOGNAME", address.localPart());
    environment.put("MESSAGE_ID", delivery.queueId().value());
    environment.put("PATH", expanded.value(PipeOptions.PATH, situation, ""));
    environment.put("RECIPIENT", address.address());
    environment.put("SENDER", delivery.returnPath().address());
    environment.put("SHELL", "/bin/sh");
    environment.put("USER", address.localPart());
    Text qualify = situation.variable("qualify_domain");
    environment.put("QUALIFY_DOMAIN", qualify == null ? "" : qualify.value());
    String zone = situation.settings().find(TIMEZONE).orElse("");
    if (!zone.isEmpty()) {
      environment.put("TZ", zone);
    }
    for (String pair : list(expanded.value(PipeOptions.ENVIRONMENT, situation, ""))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        environment.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return environment;
  }

  private MessageText text(Situation situation) throws InterruptedException, Undeliverable {
    boolean bsmtp = settings.value(PipeOptions.USE_BSMTP);
    return new MessageText(
        bsmtp ? "." : expanded.value(PipeOptions.CHECK_STRING, situation, ""),
        bsmtp ? ".." : expanded.value(PipeOptions.ESCAPE_STRING, situation, ""),
        settings.value(PipeOptions.USE_CRLF));
  }

  private String prefix(Delivery delivery, Situation situation)
      throws InterruptedException, Undeliverable {
    boolean bsmtp = settings.value(PipeOptions.USE_BSMTP);
    String own =
        settings.isSet(PipeOptions.MESSAGE_PREFIX)
            ? expanded.value(PipeOptions.MESSAGE_PREFIX, situation, "")
            : bsmtp ? "" : MailboxFile.separator(delivery, situation);
    return bsmtp ? own + Bsmtp.envelope(delivery) : own;
  }

  private String suffix(Situation situation) throws InterruptedException, Undeliverable {
    boolean bsmtp = settings.value(PipeOptions.USE_BSMTP);
    String own =
        settings.isSet(PipeOptions.MESSAGE_SUFFIX)
            ? expanded.value(PipeOptions.MESSAGE_SUFFIX, situation, "")
            : bsmtp ? "" : "\n";
    return bsmtp ? Bsmtp.END + own : own;
  }

  private Outcome outcome(
      Delivery delivery, ChildProcess.End end, List<String> words, Address address) {
    boolean good = end.code() == 0 || settings.value(PipeOptions.IGNORE_STATUS);
    boolean outputFails = settings.value(PipeOptions.RETURN_OUTPUT) && !end.output().isEmpty();
    boolean timedOut = end.timedOut();
    boolean later =
        timedOut ? settings.value(PipeOptions.TIMEOUT_DEFER) : !good && isTemporary(end.code());
    logOutput(delivery, end, good, later);
    if (good && !timedOut && !outputFails) {
      return new Outcome.Delivered(null, null);
    }
    boolean told =
        settings.value(PipeOptions.RETURN_OUTPUT)
            || (!good && settings.value(PipeOptions.RETURN_FAIL_OUTPUT));
    address.output = told ? end.output() : "";
    if (freezes(end)) {
      address.freezes = true;
      return new Outcome.Deferred(
          Outcome.Trouble.of(
              end.notRun()
                  ? "pipe process failed to exec \"" + words.getFirst() + "\""
                  : reason(end, words, good)));
    }
    Outcome.Trouble trouble = Outcome.Trouble.of(reason(end, words, good));
    return later ? new Outcome.Deferred(trouble) : new Outcome.Failed(trouble);
  }

  /** Whether somebody has to look first: a command that cannot be run, or that a signal ended. */
  private boolean freezes(ChildProcess.End end) {
    return (end.notRun() && settings.value(PipeOptions.FREEZE_EXEC_FAIL))
        || ((end.timedOut() || end.code() > 128) && settings.value(PipeOptions.FREEZE_SIGNAL));
  }

  private boolean isTemporary(int code) {
    List<String> codes = list(settings.value(PipeOptions.TEMP_ERRORS));
    return codes.contains("*") || codes.contains(String.valueOf(code));
  }

  private void logOutput(Delivery delivery, ChildProcess.End end, boolean good, boolean later) {
    boolean wanted =
        settings.value(PipeOptions.LOG_OUTPUT)
            || (!good && !later && settings.value(PipeOptions.LOG_FAIL_OUTPUT))
            || (later && settings.value(PipeOptions.LOG_DEFER_OUTPUT));
    String first = end.output().lines().findFirst().orElse("");
    if (wanted && !first.isEmpty()) {
      log.main(
          delivery.queueId(),
          "<"
              + delivery.addressees().getFirst().address()
              + ">: "
              + settings.name()
              + " transport output: "
              + first);
    }
  }

  private String reason(ChildProcess.End end, List<String> words, boolean good) {
    if (end.timedOut()) {
      return "pipe delivery process timed out";
    }
    if (good) {
      return "return message generated";
    }
    String child = "Child process of " + settings.name() + " transport ";
    return end.code() > 128
        ? child
            + "(running command \""
            + words.getFirst()
            + "\") was terminated by signal "
            + ExitCodes.signal(end.code() - 128)
        : child + "returned " + ExitCodes.words(end.code()) + " from command: " + words.getFirst();
  }
}
