// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.routing.Child;
import org.ostler.api.routing.Letter;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.CommandLine;
import org.ostler.language.octets.Interval;

/** Collects what a filter wants delivered, and writes its logs. One use. */
public final class FilterChildren implements FilterWatch {
  /**
   * What holds for the run.
   *
   * @param prependHome whether the home directory stands before relative names of files
   * @param logs whether the filter may write to files
   * @param delivering whether all this is for a delivery, and not a test or a verification
   * @param compiler compiles words of commands, as far as the filter may use them
   */
  public record Wishes(
      boolean prependHome,
      boolean logs,
      boolean delivering,
      Function<String, Expandable> compiler) {}

  private final Situation situation;
  private final @Nullable Address address;
  private final Wishes wishes;
  private final FilterLog log;
  private final List<Child> children = new ArrayList<>();

  /** Collects; {@code address} is null for a system filter. */
  public FilterChildren(Situation situation, @Nullable Address address, Wishes wishes) {
    this.situation = situation;
    this.address = address;
    this.wishes = wishes;
    this.log = new FilterLog(wishes.delivering());
  }

  public void add(Child child) {
    children.add(child);
  }

  public boolean isEmpty() {
    return children.isEmpty();
  }

  /**
   * What was collected.
   *
   * @param refusal why a child may not be; empty when it may
   */
  public List<Child> permitted(Function<Child, String> refusal) {
    List<Child> permitted = new ArrayList<>();
    for (Child child : children) {
      Child inner = child instanceof Child.Wished wished ? wished.child() : child;
      String why = refusal.apply(inner);
      permitted.add(why.isEmpty() ? child : new Child.Forbidden(inner, why));
    }
    return List.copyOf(permitted);
  }

  /** The log is closed. */
  public void close() {
    log.close();
  }

  @Override
  public void take(Deed deed, int depth) throws BadFilter, InterruptedException {
    switch (deed) {
      case Deed.Delivered(var to, var errorsTo, var manner) ->
          add(new Child.Address(to), errorsTo, manner, -1);
      case Deed.Saved(var path, var mode, var manner) ->
          add(new Child.File(home(trusted(path, "save"))), null, manner, mode);
      case Deed.Piped(var command, var manner) -> add(words(command), null, manner, -1);
      case Deed.Mailed mailed ->
          // a letter reports something itself, and nobody is told that it failed
          add(new Child.Answer(letter(mailed)), null, new Manner(mailed.manner().seen(), true), -1);
      case Deed.LogOpened(var path, var mode, var _) -> log.open(trusted(path, "logfile"), mode);
      case Deed.Logged(var text, var _) -> {
        if (!wishes.logs()) {
          throw new BadFilter("logwrite command forbidden");
        }
        log.write(text);
      }
      case Deed.Added _, Deed.HeadersChanged _, Deed.TestPrinted _ -> {}
      case Deed.Finished _, Deed.Ended _, Deed.Unanswered _ -> {}
    }
  }

  private void add(Child child, @Nullable String errorsTo, Manner manner, int mode) {
    boolean plain = errorsTo == null && !manner.noError() && mode < 0;
    Child made = plain ? child : new Child.Wished(child, errorsTo, manner.noError(), mode);
    if (child instanceof Child.Answer || !children.contains(made)) {
      children.add(made);
    }
  }

  /** The sender must not name what is written here. */
  private static String trusted(Text path, String command) throws BadFilter {
    if (path.taint() != null) {
      throw new BadFilter(
          "Tainted '"
              + path.value()
              + "' (file name of "
              + command
              + " command) not permitted: it came from "
              + path.taint().origin());
    }
    return path.value();
  }

  private String home(String path) {
    String home = address == null ? null : address.home;
    boolean bare = path.startsWith("/") || home == null || home.isEmpty();
    return bare || !wishes.prependHome() ? path : home + "/" + path;
  }

  /** Words are told apart before they are expanded, so that no value can become two. */
  private Child words(String command) throws BadFilter, InterruptedException {
    String bare = command.replaceFirst("^\\s*\\|?\\s*", "");
    List<Text> words = new ArrayList<>();
    for (String word : CommandLine.split(bare)) {
      words.add(
          switch (wishes.compiler().apply(word).expand(situation)) {
            case Expansion.Value(var text) -> text;
            case Expansion.ForcedFailure(var message) -> throw unexpanded(word, message);
            case Expansion.Failed(var message) -> throw unexpanded(word, message);
            case Expansion.Deferred(var message) -> throw unexpanded(word, message);
          });
    }
    return new Child.Words(bare, words);
  }

  private static BadFilter unexpanded(String word, String message) {
    return new BadFilter("failed to expand \"" + word + "\" in pipe command: " + message);
  }

  private Letter letter(Deed.Mailed mailed) throws BadFilter, InterruptedException {
    String repeat = said(mailed, MailWord.ONCE_REPEAT);
    int seconds = repeat == null || repeat.isEmpty() ? 0 : Interval.seconds(repeat);
    if (seconds < 0) {
      throw new BadFilter(
          "Bad time value for \"once_repeat\" in mail or vacation command: " + repeat);
    }
    String to = said(mailed, MailWord.TO);
    Text reply = to == null ? situation.variable("reply_address") : null;
    return new Letter(
        to != null ? to : reply == null ? "" : reply.value(),
        said(mailed, MailWord.CC),
        said(mailed, MailWord.BCC),
        said(mailed, MailWord.FROM),
        said(mailed, MailWord.REPLY_TO),
        said(mailed, MailWord.SUBJECT),
        said(mailed, MailWord.EXTRA_HEADERS),
        said(mailed, MailWord.TEXT),
        named(mailed, MailWord.FILE),
        mailed.expandFile(),
        named(mailed, MailWord.LOG),
        named(mailed, MailWord.ONCE),
        seconds,
        mailed.returnMessage());
  }

  private static @Nullable String said(Deed.Mailed mailed, MailWord word) {
    Text text = mailed.words().get(word);
    return text == null ? null : text.value();
  }

  /** The name of a file; null when there is none. */
  private static @Nullable String named(Deed.Mailed mailed, MailWord word) throws BadFilter {
    Text text = mailed.words().get(word);
    return text == null || text.isEmpty() ? null : trusted(text, mailed.command());
  }
}
