// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/**
 * What every match of an anchored pattern begins with, so that most subjects are told apart without
 * a matcher: some plain text, then perhaps one octet of a set. It knows the plainest forms alone.
 */
final class FixedStart {
  private static final String LITERALS = "@-/:=,;!%&~<>'\"";

  private final String pattern;
  private final boolean caseless;
  private final StringBuilder text = new StringBuilder();
  private @Nullable BitSet next;
  private int pos = 1;

  private FixedStart(String pattern, boolean caseless) {
    this.pattern = pattern;
    this.caseless = caseless;
  }

  /** How matches of a pattern begin; null when nothing is known of it. */
  static @Nullable FixedStart of(String pattern, boolean caseless) {
    if (!pattern.startsWith("^") || mayBeAlternatives(pattern)) {
      return null;
    }
    FixedStart start = new FixedStart(pattern, caseless);
    start.read();
    return start.text.isEmpty() && start.next == null ? null : start;
  }

  /** Whether a bar stands outside of sets; in doubt it does. */
  private static boolean mayBeAlternatives(String pattern) {
    if (pattern.indexOf('|') < 0) {
      return false;
    }
    boolean inSet = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inSet) {
        inSet = c != ']';
      } else if (c == '[') {
        inSet = true;
        // A bracket that comes first is a member.
        i += pattern.startsWith("^", i + 1) ? 1 : 0;
        i += pattern.startsWith("]", i + 1) ? 1 : 0;
      } else if (c == '|') {
        return true;
      }
    }
    return pattern.contains("(?") || pattern.contains("\\Q");
  }

  /** Whether a subject may match at all. */
  boolean fits(String subject) {
    int length = text.length();
    if (subject.length() < length + (next == null ? 0 : 1)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = subject.charAt(i);
      char wanted = text.charAt(i);
      if (c != wanted && !(caseless && lower(c) == lower(wanted))) {
        return false;
      }
    }
    return next == null || next.get(subject.charAt(length));
  }

  private static int lower(char c) {
    return Ascii.isUpper(c) ? c + ('a' - 'A') : c;
  }

  private void read() {
    while (pos < pattern.length()) {
      boolean escaped = pattern.charAt(pos) == '\\' && pos + 1 < pattern.length();
      char c = pattern.charAt(escaped ? pos + 1 : pos);
      if (escaped ? !Ascii.isPunctuation(c) || c == '_' : !isLiteral(c)) {
        break;
      }
      text.append(c);
      pos += escaped ? 2 : 1;
    }
    if (mayBeAbsent()) {
      text.setLength(Math.max(0, text.length() - 1));
      return;
    }
    BitSet set = pos > 1 && mayRepeat() ? null : set();
    next = set == null || mayBeAbsent() ? null : set;
  }

  private static boolean isLiteral(char c) {
    return Ascii.isWord(c) || LITERALS.indexOf(c) >= 0;
  }

  /** Whether what stands before may be repeated, so that nothing is known of what follows. */
  private boolean mayRepeat() {
    return at('+') || at('{');
  }

  /** Whether a quantifier follows that allows for none. */
  private boolean mayBeAbsent() {
    boolean many =
        at('{') && pos + 1 < pattern.length() && "123456789".indexOf(pattern.charAt(pos + 1)) >= 0;
    return at('?') || at('*') || (at('{') && !many);
  }

  private boolean at(char c) {
    return pos < pattern.length() && pattern.charAt(pos) == c;
  }

  /** A set of octets that stands here; null for anything else. */
  private @Nullable BitSet set() {
    BitSet set = new BitSet();
    if (pattern.startsWith("\\d", pos)) {
      set.set('0', '9' + 1);
      pos += 2;
      return set;
    }
    int end = at('[') ? pattern.indexOf(']', pos + 1) : -1;
    if (end < pos + 2 || !add(pattern.substring(pos + 1, end), set)) {
      return null;
    }
    pos = end + 1;
    return set;
  }

  /** The members between the brackets, without escapes, classes and negation. */
  private boolean add(String members, BitSet set) {
    for (int i = 0; i < members.length(); i++) {
      char from = members.charAt(i);
      boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
      char to = range ? members.charAt(i + 2) : from;
      if (from > '~'
          || to > '~'
          || from > to
          || "\\[^".indexOf(from) >= 0
          || "\\[".indexOf(to) >= 0) {
        return false;
      }
      for (char c = from; c <= to; c++) {
        add(c, set);
      }
      i += range ? 2 : 0;
    }
    return true;
  }

  private void add(char c, BitSet set) {
    set.set(c);
    if (caseless && Ascii.isAlpha(c)) {
      set.set(c ^ ('a' - 'A'));
    }
  }
}
