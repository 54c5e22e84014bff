// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/**
 * Tells of one expansion in Exim's lines: what is considered, what comes of it, and what is passed
 * over because a condition says so. Confined to one thread.
 */
final class Telling {
  private static final int WIDTH_OF_WORD = 11;
  private static final String BLANKS_BEFORE_TAINT = " ".repeat(11);

  private static final String BEGINNING = octets("\u256d");
  private static final String BRANCH = octets("\u251c");
  private static final String END = octets("\u2570");
  private static final String LINE = octets("\u2500");

  private final Trace trace;
  private final boolean plain;
  private @Nullable Frame frame;

  Telling(Trace trace) {
    this.trace = trace;
    this.plain = trace.tells(Selector.NOUTF8);
  }

  /** Whether somebody hears of expansions, or how deep in them what they ask for is. */
  static boolean hears(Trace trace) {
    return trace.tells(Selector.EXPAND) || trace.tells(Selector.LOOKUP);
  }

  /** A construct under evaluation, and how many of its strings have been told of. */
  static final class Frame {
    private final Recording recording;
    private int next;

    private Frame(Recording recording) {
      this.recording = recording;
    }
  }

  // ---- where the expansion is

  /** Goes into a string; those before it that were not evaluated are passed over. */
  @Nullable Frame enters(TracedString string) {
    Frame outer = frame;
    if (outer != null) {
      int number = outer.recording.number(string);
      if (number >= outer.next) {
        scanTo(number);
        outer.next = number + 1;
      }
    }
    return passes();
  }

  /** Goes into a string without asking what comes before it. */
  @Nullable Frame passes() {
    Frame outer = frame;
    frame = null;
    trace.depth(trace.depth() + 1);
    return outer;
  }

  /** Comes out of a string. */
  void leaves(@Nullable Frame outer) {
    trace.depth(trace.depth() - 1);
    frame = outer;
  }

  /** Begins a construct. */
  @Nullable Frame opens(Recording recording) {
    Frame outer = frame;
    frame = new Frame(recording);
    return outer;
  }

  /** Ends a construct. */
  void closes(@Nullable Frame outer) {
    frame = outer;
  }

  /** Passes over the strings of the construct that have not been told of, up to one of them. */
  void scanTo(int number) {
    Frame here = frame;
    while (here != null && here.next < Math.min(number, here.recording.strings())) {
      here.recording.string(here.next++).scan(this);
    }
  }

  /** Passes over all strings of the construct that have not been told of. */
  void scanAll() {
    scanTo(Integer.MAX_VALUE);
  }

  /** Comes to a string of the construct again, as items do that repeat. */
  void again(int number) {
    if (frame != null) {
      frame.next = number;
    }
  }

  // ---- lines

  /** A line beside the tree. */
  void say(String line) {
    trace.indented(Selector.EXPAND, line);
  }

  void considering(String rest, boolean first) {
    say((first ? plain ? "/" : BEGINNING : branch()) + "considering: " + rest);
  }

  void scanning(String rest, boolean first) {
    say((first ? plain ? "/" : BEGINNING : branch()) + dashes(3) + "scanning: " + rest);
  }

  /** What a piece gives. */
  void interim(String word, Text text) {
    say(branch() + dashes(WIDTH_OF_WORD - word.length()) + word + ": " + text.value());
    taint(text);
  }

  void backslash(boolean isProtected, String shown) {
    say(
        branch()
            + (isProtected ? dashes(2) + "protected: " + shown : "backslashed: '" + shown + "'"));
  }

  /** How the condition of the if came out. */
  void condition(boolean holds) {
    Frame here = frame;
    if (here != null) {
      scanTo(here.recording.conditionEnd());
      condition(here.recording.condition(), holds);
    }
  }

  void condition(String text, boolean holds) {
    say(branch() + dashes(2) + "condition: " + text);
    say(branch() + dashes(5) + "result: " + holds);
  }

  void result(String text, Text made) {
    say(branch() + dashes(2) + "expanding: " + text);
    say((plain ? "\\" : END) + ends(5) + "result: " + made.value());
    taint(made);
  }

  void skipped(String text, String made) {
    say(branch() + dashes(2) + "expanding: " + text);
    say(branch() + dashes(5) + "result: " + made);
    say((plain ? "\\" : END) + ends(3) + "skipping: result is not used");
  }

  void failed(String text, Stop stop) {
    say(branch() + "failed to expand: " + text);
    boolean forced = stop.isForced();
    String corner = plain ? "\\" : END;
    say((forced ? branch() + dashes(3) : corner + ends(3)) + "error message: " + stop.message());
    if (forced) {
      say(corner + "failure was forced");
    }
  }

  private void taint(Text text) {
    if (text.isTainted()) {
      say(BLANKS_BEFORE_TAINT + (plain ? "\\" : END) + ends(2) + "(tainted)");
    }
  }

  /** Lines are octets. */
  private static String octets(String characters) {
    return new String(characters.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private String ends(int count) {
    return (plain ? "_" : LINE).repeat(count);
  }

  private String branch() {
    return plain ? "|" : BRANCH;
  }

  private String dashes(int count) {
    return (plain ? "-" : LINE).repeat(count);
  }
}
