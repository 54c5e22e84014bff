// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.Map;

/**
 * Translates one bracketed character class; Java nests and intersects classes where PCRE has
 * literals.
 */
final class PcreClass {
  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alpha", "\\p{Alpha}"),
          Map.entry("lower", "\\p{Lower}"),
          Map.entry("upper", "\\p{Upper}"),
          Map.entry("alnum", "\\p{Alnum}"),
          Map.entry("ascii", "\\x00-\\x7f"),
          Map.entry("blank", "\\t "),
          Map.entry("cntrl", "\\p{Cntrl}"),
          Map.entry("digit", "0-9"),
          Map.entry("graph", "\\p{Graph}"),
          Map.entry("print", "\\x20-\\x7e"),
          Map.entry("punct", "\\p{Punct}"),
          Map.entry("space", "\\x09-\\x0d\\x20"),
          Map.entry("word", "\\w"),
          Map.entry("xdigit", "0-9A-Fa-f"));

  private final String in;
  private final int start;
  private final StringBuilder out;
  private int pos;
  private int rangeFrom = -1;

  PcreClass(String in, int start, StringBuilder out) {
    this.in = in;
    this.start = start;
    this.out = out;
    this.pos = start + 1;
  }

  /** Appends the Java class; returns where reading goes on. */
  int translate() throws BadPattern {
    out.append('[');
    if (peek('^')) {
      out.append('^');
      pos++;
    }
    int first = pos;
    while (pos < in.length() && (pos == first || in.charAt(pos) != ']')) {
      one();
    }
    if (pos >= in.length()) {
      throw new BadPattern("missing terminating ] for character class", in.length());
    }
    out.append(']');
    return pos + 1;
  }

  private void one() throws BadPattern {
    char c = in.charAt(pos);
    if (c == '[' && posix()) {
      return;
    }
    if (in.startsWith("\\Q", pos)) {
      quoted();
    } else if (in.startsWith("\\E", pos)) {
      pos += 2;
    } else if (c == '\\') {
      PcreEscape escape = PcreEscape.read(in, pos, true);
      pos = escape.end();
      if (escape.octet() >= 0) {
        octet((char) escape.octet());
      } else {
        out.append(escape.java());
        rangeFrom = -1;
      }
    } else if (c == '-' && rangeFrom >= 0 && pos + 1 < in.length() && in.charAt(pos + 1) != ']') {
      range();
    } else {
      pos++;
      octet(c);
    }
  }

  private void range() throws BadPattern {
    int from = rangeFrom;
    char next = in.charAt(++pos);
    if (next == '[' && posixName() != null) {
      out.append("\\-");
      rangeFrom = -1;
      return;
    }
    int to = next;
    if (next == '\\') {
      PcreEscape escape = PcreEscape.read(in, pos, true);
      pos = escape.end();
      to = escape.octet();
      if (to < 0) {
        out.append("\\-").append(escape.java());
        rangeFrom = -1;
        return;
      }
    } else {
      pos++;
    }
    if (to < from) {
      throw new BadPattern("range out of order in character class", pos - 1);
    }
    out.append('-').append(PcreClass.hex((char) to));
    rangeFrom = -1;
  }

  private void quoted() {
    int end = in.indexOf("\\E", pos + 2);
    int stop = end < 0 ? in.length() : end;
    for (int i = pos + 2; i < stop; i++) {
      octet(in.charAt(i));
    }
    pos = end < 0 ? in.length() : end + 2;
  }

  private void octet(char c) {
    out.append(hex(c));
    rangeFrom = c;
  }

  private boolean posix() throws BadPattern {
    String name = posixName();
    if (name == null) {
      return false;
    }
    boolean negated = name.startsWith("^");
    String set = POSIX.get(negated ? name.substring(1) : name);
    if (set == null) {
      throw new BadPattern("unknown POSIX class name", pos + 2);
    }
    out.append(negated ? "[^" : "[").append(set).append(']');
    pos += name.length() + 4;
    rangeFrom = -1;
    return true;
  }

  private @org.jspecify.annotations.Nullable String posixName() {
    if (!in.startsWith("[:", pos)) {
      return null;
    }
    int end = in.indexOf(":]", pos + 2);
    if (end < 0) {
      return null;
    }
    String name = in.substring(pos + 2, end);
    return name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '^')
        ? name
        : null;
  }

  private boolean peek(char c) {
    return pos < in.length() && in.charAt(pos) == c && start < pos;
  }

  private static String hex(char c) {
    return String.format("\\x%02x", (int) c);
  }
}
