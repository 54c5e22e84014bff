// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The classes that have a letter or a POSIX name; those of octets know ASCII alone. */
final class Classes {
  private static final Map<String, IntPredicate> POSIX =
      Map.ofEntries(
          Map.entry("alpha", Classes::letter),
          Map.entry("lower", c -> c >= 'a' && c <= 'z'),
          Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
          Map.entry("alnum", c -> letter(c) || digit(c)),
          Map.entry("ascii", c -> c < 128),
          Map.entry("blank", c -> c == ' ' || c == '\t'),
          Map.entry("cntrl", c -> c < 32 || c == 127),
          Map.entry("digit", Classes::digit),
          Map.entry("graph", c -> c > 32 && c < 127),
          Map.entry("print", c -> c >= 32 && c < 127),
          Map.entry("punct", c -> c > 32 && c < 127 && !letter(c) && !digit(c)),
          Map.entry("space", Classes::space),
          Map.entry("word", Classes::word),
          Map.entry("xdigit", c -> digit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'));

  private static final Map<String, String> BY_PROPERTY =
      Map.of(
          "alpha", "l", "lower", "ll", "upper", "lu", "alnum", "xan", "cntrl", "cc", "digit", "nd",
          "space", "xps", "word", "xwd");

  private Classes() {}

  /** A POSIX class by name; null when there is none of that name. */
  static @Nullable IntPredicate posix(String name, boolean unicode, boolean caseless) {
    String wanted = caseless && (name.equals("lower") || name.equals("upper")) ? "alpha" : name;
    if (unicode) {
      String property = BY_PROPERTY.get(wanted);
      if (property != null) {
        return Properties.byName(property);
      }
      switch (wanted) {
        case "blank" -> {
          return Classes::horizontal;
        }
        case "graph" -> {
          return Classes::graphic;
        }
        case "print" -> {
          return c -> graphic(c) || Character.getType(c) == Character.SPACE_SEPARATOR;
        }
        case "punct" -> {
          return c -> Properties.isPunctuation(c) || c < 128 && isSymbol(c);
        }
        default -> {}
      }
    }
    return POSIX.get(wanted);
  }

  /** The class of {@code \d}, {@code \s}, {@code \w}, {@code \h} or {@code \v}, by its letter. */
  static IntPredicate escaped(char letter, boolean unicode) {
    return switch (letter) {
      case 'd' ->
          unicode ? c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER : Classes::digit;
      case 's' -> unicode ? Classes::unicodeSpace : Classes::space;
      case 'w' -> unicode ? Classes::unicodeWord : Classes::word;
      case 'h' -> Classes::horizontal;
      default -> Classes::vertical;
    };
  }

  private static boolean letter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean space(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  static boolean word(int c) {
    return letter(c) || digit(c) || c == '_';
  }

  static boolean unicodeSpace(int c) {
    return horizontal(c) || vertical(c);
  }

  static boolean unicodeWord(int c) {
    return Character.isLetter(c) || Properties.isNumber(c) || c == '_';
  }

  static boolean horizontal(int c) {
    return c == '\t'
        || c == ' '
        || c == 0xA0
        || c == 0x1680
        || c == 0x180E
        || c >= 0x2000 && c <= 0x200A
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  static boolean vertical(int c) {
    return c >= '\n' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static boolean isSymbol(int c) {
    return switch (Character.getType(c)) {
      case Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      default -> false;
    };
  }

  private static boolean graphic(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> c != 0x061c && c != 0x180e && (c < 0x2066 || c > 0x2069);
      default -> true;
    };
  }
}
