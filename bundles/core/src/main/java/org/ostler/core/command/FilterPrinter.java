// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.Map;
import java.util.Objects;
import org.ostler.api.text.Text;
import org.ostler.core.filter.Deed;
import org.ostler.core.filter.FilterWatch;
import org.ostler.core.filter.MailWord;
import org.ostler.core.filter.Manner;
import org.ostler.language.octets.Escapes;

/** Tells what a filter would do, as Exim does, and does nothing. */
final class FilterPrinter implements FilterWatch {
  private static final int KEYWORD_WIDTH = 7;
  private static final int LONGEST_TEXT = 1000;

  private final Console console;
  private final boolean verbose;

  FilterPrinter(Console console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  @Override
  public void hear(String line, int depth) {
    if (verbose) {
      console.complain(" ".repeat(1 + 2 * depth) + line);
    }
  }

  @Override
  public void take(Deed deed, int depth) {
    switch (deed) {
      case Deed.Added(var number, var variable) ->
          console.line("Add " + number + " to " + variable);
      case Deed.Delivered(var address, var errorsTo, var manner) ->
          console.line(
              usual("deliver message to: ", manner)
                  + address
                  + (errorsTo == null ? "" : " errors_to " + errorsTo)
                  + quiet(manner));
      case Deed.Saved(var path, var mode, var manner) ->
          console.line(
              usual("save message to: ", manner)
                  + path.value()
                  + (mode < 0 ? "" : " %04o".formatted(mode))
                  + quiet(manner));
      case Deed.Piped(var command, var manner) ->
          console.line(usual("pipe message to: ", manner) + command + quiet(manner));
      case Deed.LogOpened(var path, var _, var manner) ->
          console.line(unusual("logfile ", manner) + path.value());
      case Deed.Logged(var text, var manner) ->
          console.line(unusual("logwrite ", manner) + "\"" + Escapes.printable(text) + "\"");
      case Deed.HeadersChanged(var what, var text) ->
          console.line("Headers " + what + " \"" + Escapes.printable(text) + "\"");
      case Deed.TestPrinted(var text) -> console.line("Testprint: " + Escapes.printable(text));
      case Deed.Finished(var manner) -> console.line(unusual("finish", manner));
      case Deed.Ended(var ending, var text) ->
          console.line(capital(ending.word()) + " text \"" + shortened(text) + "\"");
      case Deed.Mailed mailed -> mailed(mailed, depth);
      case Deed.Unanswered(var vacation) ->
          console.line(
              (vacation ? "vacation" : "mail") + " command ignored because return_path is empty");
    }
  }

  /** Of a command that counts unless it says otherwise. */
  private static String usual(String command, Manner manner) {
    return manner.seen() ? capital(command) : "Unseen " + command;
  }

  /** Of one that does not count unless it says so. */
  private static String unusual(String command, Manner manner) {
    return manner.seen() ? "Seen " + command : capital(command);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String quiet(Manner manner) {
    return manner.noError() ? " (noerror)" : "";
  }

  private static String shortened(String text) {
    String shown = Escapes.printable(text);
    return shown.length() > LONGEST_TEXT
        ? shown.substring(0, LONGEST_TEXT) + " ... (truncated)"
        : shown;
  }

  private void mailed(Deed.Mailed mailed, int depth) {
    Map<MailWord, Text> words = mailed.words();
    String to =
        words.containsKey(MailWord.TO)
            ? Objects.requireNonNull(words.get(MailWord.TO)).value()
            : "<default>";
    console.line(
        unusual("mail to: ", mailed.manner())
            + to
            + (mailed.vacation() ? " (vacation)" : "")
            + quiet(mailed.manner()));
    for (MailWord word : MailWord.values()) {
      Text text = words.get(word);
      if (text == null || word == MailWord.TO) {
        continue;
      }
      String keyword = word.word();
      int blanks = KEYWORD_WIDTH + (verbose ? 2 * depth : 0) - keyword.length();
      boolean expanded = word == MailWord.FILE && mailed.expandFile();
      console.line(
          " ".repeat(Math.max(0, blanks))
              + keyword
              + ": "
              + Escapes.printable(text.value())
              + (expanded ? " (expanded)" : ""));
    }
    if (mailed.returnMessage()) {
      console.line("Return original message");
    }
  }
}
