// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A macro-string (RFC 7208 §7.1), parsed. What the letters stand for is for {@link MacroExpander}.
 */
record SpfMacro(List<Part> parts) {
  /** A piece of a macro-string. */
  sealed interface Part {}

  /** Text as it stands, with {@code %%}, {@code %_} and {@code %-} replaced already. */
  record Literal(String text) implements Part {}

  /**
   * A macro.
   *
   * @param letter in lower case
   * @param keep how many right-hand parts to keep, 0 for all
   * @param isReversed whether the parts are reversed first
   * @param delimiters what the value is split at
   * @param isEscaped whether the value is URL-escaped: the letter was in upper case
   */
  record Expand(char letter, int keep, boolean isReversed, String delimiters, boolean isEscaped)
      implements Part {}

  private static final String LETTERS = "slodiphv";
  private static final String EXPLANATION_LETTERS = "crt"; // RFC 7208 §7.2: only in explanations
  private static final Pattern BRACED =
      Pattern.compile("%\\{([A-Za-z])([0-9]*)([rR]?)([-.+,/_=]*)\\}");
  // RFC 7208 §7.1: toplabel; the end of a domain-spec that does not end in a macro.
  private static final Pattern DOMAIN_END =
      Pattern.compile(
          ".*\\.(?:[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])\\.?");

  /** Parses a domain-spec (RFC 7208 §7.1). */
  static SpfMacro domainSpec(String text) throws SpfError {
    if (text.isEmpty()) {
      throw SpfError.syntax("Required option is missing");
    }
    Parser parser = new Parser(text, LETTERS);
    SpfMacro macro = parser.parse();
    if (!parser.isMacroLast && !DOMAIN_END.matcher(parser.tail()).matches()) {
      throw SpfError.syntax("Hostname has a missing or invalid TLD: " + text);
    }
    return macro;
  }

  /**
   * Parses the value of an unknown modifier, which must be a macro-string though nobody uses it.
   */
  static SpfMacro anyString(String text) throws SpfError {
    return new Parser(text, LETTERS + EXPLANATION_LETTERS).parse();
  }

  /** Parses an explain-string (RFC 7208 §6.2), in which spaces may stand. */
  static SpfMacro explanation(String text) throws SpfError {
    Parser parser = new Parser(text, LETTERS + EXPLANATION_LETTERS);
    parser.isSpaceAllowed = true;
    return parser.parse();
  }

  private static final class Parser {
    private final String text;
    private final String letters;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private boolean isSpaceAllowed;
    private boolean isMacroLast;
    private int tailFrom;

    Parser(String text, String letters) {
      this.text = text;
      this.letters = letters;
    }

    SpfMacro parse() throws SpfError {
      int at = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '%') {
          at = macro(at);
          tailFrom = at;
          isMacroLast = true;
        } else if (c > ' ' && c < 0x7f || c == ' ' && isSpaceAllowed) {
          literal.append(c);
          isMacroLast = false;
          at++;
        } else {
          throw SpfError.syntax("Invalid character found");
        }
      }
      flush();
      return new SpfMacro(List.copyOf(parts));
    }

    /** The literal text after the last macro: what the end rule looks at. */
    String tail() {
      return text.substring(tailFrom);
    }

    private int macro(int at) throws SpfError {
      switch (at + 1 < text.length() ? text.charAt(at + 1) : ' ') {
        case '%' -> literal.append('%');
        case '_' -> literal.append(' ');
        case '-' -> literal.append("%20");
        case '{' -> {
          return braced(at);
        }
        default -> throw SpfError.syntax("Invalid %-escape character");
      }
      return at + 2;
    }

    private int braced(int at) throws SpfError {
      Matcher matcher = BRACED.matcher(text).region(at, text.length());
      if (!matcher.lookingAt()) {
        throw SpfError.syntax("Invalid macro: " + text.substring(at));
      }
      char written = matcher.group(1).charAt(0);
      char letter = Character.toLowerCase(written);
      if (letters.indexOf(letter) < 0) {
        throw SpfError.syntax("Invalid macro variable: " + written);
      }
      String delimiters = matcher.group(4).isEmpty() ? "." : matcher.group(4);
      boolean reversed = !matcher.group(3).isEmpty();
      flush();
      parts.add(
          new Expand(letter, keep(matcher.group(2)), reversed, delimiters, letter != written));
      return matcher.end();
    }

    private static int keep(String digits) throws SpfError {
      if (digits.isEmpty()) {
        return 0;
      }
      String number = digits.replaceFirst("^0+", "");
      if (number.isEmpty()) {
        throw SpfError.syntax(
            "Subdomain truncation depth is zero"); // RFC 7208 §7.3: MUST be nonzero
      }
      return number.length() > 3 ? 999 : Integer.parseInt(number);
    }

    private void flush() {
      if (!literal.isEmpty()) {
        parts.add(new Literal(literal.toString()));
        literal.setLength(0);
      }
    }
  }

  /** Whether a letter stands in it. */
  boolean uses(char letter) {
    return parts.stream()
        .anyMatch(part -> part instanceof Expand expand && expand.letter() == letter);
  }
}
