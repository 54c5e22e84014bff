// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.text.Text;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.Escapes;
import org.ostler.language.octets.MailboxReader;

/** One filter at work on one message. One use. */
public final class FilterRun {
  private final Filter filter;
  private final Situation situation;
  private final FilterWatch watch;
  private final ConditionJudge conditions;
  private boolean delivered;

  /**
   * A run.
   *
   * @param situation the message, and for a user's filter the address; its header fields change
   *     with {@code headers}
   * @param facts what conditions ask about
   */
  public FilterRun(Filter filter, Situation situation, FilterFacts facts, FilterWatch watch) {
    this.filter = filter;
    this.situation = situation;
    this.watch = watch;
    this.conditions = new ConditionJudge(situation, facts, watch, () -> delivered);
  }

  /** Obeys the filter; the numbers begin at 0. */
  public FilterResult run() throws BadFilter, InterruptedException {
    Arrays.fill(situation.registers().numbers, 0);
    situation.registers().thisAddress = null;
    FilterResult ended;
    try {
      ended = obey(filter.commands(), 0);
    } catch (StackOverflowError e) {
      throw new BadFilter("not enough stack to obey the filter");
    }
    return ended == null ? new FilterResult.Done(delivered) : ended;
  }

  /** Obeys commands; null when they came to their end. */
  private @Nullable FilterResult obey(List<FilterCommand> commands, int depth)
      throws BadFilter, InterruptedException {
    for (FilterCommand command : commands) {
      FilterResult ended =
          command instanceof FilterCommand.If branch
              ? branch(branch, depth)
              : obeyed(command, depth);
      if (ended != null) {
        return ended;
      }
    }
    return null;
  }

  private @Nullable FilterResult branch(FilterCommand.If branch, int depth)
      throws BadFilter, InterruptedException {
    Text outer = situation.registers().thisAddress;
    boolean holds = conditions.test(branch.condition(), depth);
    FilterResult ended = obey(holds ? branch.then() : branch.otherwise(), depth + 1);
    situation.registers().thisAddress = outer;
    return ended;
  }

  private @Nullable FilterResult obeyed(FilterCommand command, int depth)
      throws BadFilter, InterruptedException {
    Deed deed = deed(command);
    watch.take(deed, depth);
    delivered |= counts(deed);
    return switch (deed) {
      case Deed.Finished _ -> new FilterResult.Done(delivered);
      case Deed.Ended(var ending, var text) -> new FilterResult.Ended(ending, text);
      default -> null;
    };
  }

  private static boolean counts(Deed deed) {
    return switch (deed) {
      case Deed.Delivered it -> it.manner().seen();
      case Deed.Saved it -> it.manner().seen();
      case Deed.Piped it -> it.manner().seen();
      case Deed.LogOpened it -> it.manner().seen();
      case Deed.Logged it -> it.manner().seen();
      case Deed.Mailed it -> it.manner().seen();
      case Deed.Finished it -> it.manner().seen();
      case Deed.TestPrinted _, Deed.Added _, Deed.HeadersChanged _ -> false;
      case Deed.Ended _, Deed.Unanswered _ -> false;
    };
  }

  private Deed deed(FilterCommand command) throws BadFilter, InterruptedException {
    return switch (command) {
      case FilterCommand.Add it -> add(it);
      case FilterCommand.Deliver it -> deliver(it);
      case FilterCommand.Save it ->
          new Deed.Saved(expanded(it.path(), "save"), it.mode(), it.manner());
      case FilterCommand.Pipe it -> new Deed.Piped(it.command(), it.manner());
      case FilterCommand.LogFile it ->
          new Deed.LogOpened(expanded(it.path(), "logfile"), it.mode(), it.manner());
      case FilterCommand.LogWrite it ->
          new Deed.Logged(expanded(it.text(), "logwrite").value(), it.manner());
      case FilterCommand.TestPrint it ->
          new Deed.TestPrinted(expanded(it.text(), "testprint").value());
      case FilterCommand.Finish it -> new Deed.Finished(it.manner());
      case FilterCommand.Headers it -> headers(it);
      case FilterCommand.End it ->
          new Deed.Ended(
              it.ending(),
              it.text() == null ? "" : expanded(it.text(), it.ending().word()).value());
      case FilterCommand.Mail it -> mail(it);
      case FilterCommand.If _ -> throw new IllegalStateException("a branch is no deed");
    };
  }

  private Text expanded(Expandable text, String command) throws BadFilter, InterruptedException {
    return switch (text.expand(situation)) {
      case Expansion.Value(var value) -> value;
      case Expansion.ForcedFailure(var message) -> throw unexpanded(text, command, message);
      case Expansion.Failed(var message) -> throw unexpanded(text, command, message);
      case Expansion.Deferred(var message) -> throw unexpanded(text, command, message);
    };
  }

  private static BadFilter unexpanded(Expandable text, String command, String message) {
    return new BadFilter(
        "failed to expand \"" + text.source() + "\" in " + command + " command: " + message);
  }

  private Deed add(FilterCommand.Add add) throws BadFilter, InterruptedException {
    String number = expanded(add.number(), "add").value();
    String variable = expanded(add.variable(), "add").value();
    if (!variable.matches("n[0-9]")) {
      throw new BadFilter("unknown variable \"" + variable + "\" in \"add\" command");
    }
    FilterNumber value = FilterNumber.of(number);
    if (value == null || !value.rest().isEmpty()) {
      throw new BadFilter("malformed number \"" + number + "\" in \"add\" command");
    }
    situation.registers().numbers[variable.charAt(1) - '0'] += (int) value.value();
    return new Deed.Added((int) value.value(), variable);
  }

  private Deed deliver(FilterCommand.Deliver deliver) throws BadFilter, InterruptedException {
    String address = address(expanded(deliver.address(), "deliver").value());
    String errorsTo = null;
    if (deliver.errorsTo() != null) {
      errorsTo = address(expanded(deliver.errorsTo(), "deliver").value());
      if (!filter.terms().system() && !errorsTo.equalsIgnoreCase(ourselves())) {
        throw new BadFilter("errors_to must point to the caller's address");
      }
    }
    return new Deed.Delivered(address, errorsTo, deliver.manner());
  }

  private String ourselves() throws InterruptedException {
    return value("local_part") + "@" + value("domain");
  }

  private String value(String variable) throws InterruptedException {
    Text value = situation.variable(variable);
    return value == null ? "" : value.value();
  }

  private String address(String text) throws BadFilter, InterruptedException {
    MailboxReader.Syntax syntax = AddressSyntax.of(situation.settings());
    return switch (MailboxReader.read(text, syntax, false)) {
      case MailboxReader.Result.Found found ->
          found.domain() > 0 ? found.address() : found.address() + "@" + value("qualify_recipient");
      case MailboxReader.Result.Bad(var why) -> throw malformed(text, why);
    };
  }

  private static BadFilter malformed(String text, String message) {
    return new BadFilter("malformed address \"" + text + "\" in filter file: " + message);
  }

  private Deed headers(FilterCommand.Headers headers) throws BadFilter, InterruptedException {
    FilterHeaders fields = new FilterHeaders(situation);
    String word = headers.change().name().toLowerCase(java.util.Locale.ROOT);
    if (headers.change() == FilterCommand.Change.ADD
        && headers.text().expand(situation) instanceof Expansion.ForcedFailure) {
      return new Deed.HeadersChanged(word, "");
    }
    String text = expanded(headers.text(), "headers").value();
    switch (headers.change()) {
      case ADD -> fields.add(text);
      case REMOVE -> fields.remove(text);
      case CHARSET -> situation.registers().headersCharset = text;
    }
    return new Deed.HeadersChanged(word, text);
  }

  private Deed mail(FilterCommand.Mail mail) throws BadFilter, InterruptedException {
    // bounces are not answered, or letters could go to and fro without end (RFC 3834 §2)
    if (value("return_path").isEmpty()) {
      return new Deed.Unanswered(mail.vacation());
    }
    String command = mail.vacation() ? "vacation" : "mail";
    Map<MailWord, Text> words = new EnumMap<>(MailWord.class);
    for (Map.Entry<MailWord, Expandable> word : mail.words().entrySet()) {
      Text text = expanded(word.getValue(), command);
      check(word.getKey(), text.value(), command);
      words.put(word.getKey(), text);
    }
    return new Deed.Mailed(
        mail.vacation(), words, mail.expandFile(), mail.returnMessage(), mail.manner());
  }

  /** Nothing in a field may begin another, and names of files are of what prints. */
  private static void check(MailWord word, String text, String command) throws BadFilter {
    if (word == MailWord.TEXT) {
      return;
    }
    String shown = " in \"" + Escapes.printable(text) + "\" in " + command + " command";
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (word.compareTo(MailWord.TEXT) > 0 && (c < ' ' || c == 127)) {
        throw new BadFilter("non-printing character" + shown);
      }
      if (c != '\n' || next == ' ' || next == '\t') {
        continue;
      }
      if (word != MailWord.EXTRA_HEADERS) {
        throw new BadFilter("\\n not followed by space" + shown);
      }
      if (!text.substring(i + 1).matches("(?s)[!-9;-~]+:.*")) {
        throw new BadFilter("\\n not followed by space or valid header name" + shown);
      }
    }
  }
}
