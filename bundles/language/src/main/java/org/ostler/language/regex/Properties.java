// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The properties of {@code \p}, by the names that PCRE knows; the JDK's tables of Unicode tell. */
final class Properties {
  /** Categories by their two letters, in the order of the JDK's constants. */
  private static final String[] CATEGORIES = {
    "cn", "lu", "ll", "lt", "lm", "lo", "mn", "me", "mc", "nd", "nl", "no", "zs", "zl", "zp", "cc",
    "cf", "", "co", "cs", "pd", "ps", "pe", "pc", "po", "sm", "sc", "sk", "so", "pi", "pf"
  };

  private static final Map<String, IntPredicate> OTHERS =
      Map.of(
          "any", _ -> true,
          "l&", Properties::cased,
          "lc", Properties::cased,
          "xan", c -> Character.isLetter(c) || isNumber(c),
          "xsp", Classes::unicodeSpace,
          "xps", Classes::unicodeSpace,
          "xwd", Classes::unicodeWord,
          "xuc", c -> c == '$' || c == '@' || c == '`' || c >= 0xA0 && c <= 0xD7FF || c >= 0xE000);

  private Properties() {}

  /** A property by its name in lower case without ornaments; null when it is not known. */
  static @Nullable IntPredicate byName(String name) {
    IntPredicate other = OTHERS.get(name);
    if (other != null) {
      return other;
    }
    if (name.length() == 1 && "clmnpsz".contains(name)) {
      return c -> CATEGORIES[Character.getType(c)].startsWith(name);
    }
    for (int i = 0; i < CATEGORIES.length; i++) {
      if (CATEGORIES[i].equals(name) && name.length() == 2) {
        int category = i;
        return c -> Character.getType(c) == category;
      }
    }
    return script(name, true);
  }

  /** What a name with a value asks for; null when it is not known. */
  static @Nullable IntPredicate byValue(String name, String value) {
    return switch (name) {
      case "script", "sc", "scriptextensions", "scx" -> script(value, false);
      case "bidiclass", "bc" -> bidi(value);
      default -> null;
    };
  }

  private static @Nullable IntPredicate bidi(String value) {
    String[] names = {
      "l", "r", "al", "en", "es", "et", "an", "cs", "nsm", "bn", "b", "s", "ws", "on", "lre", "lro",
      "rle", "rlo", "pdf", "lri", "rli", "fsi", "pdi"
    };
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(value)) {
        byte direction = (byte) i; // the order is that of the JDK's constants
        return c -> Character.getDirectionality(c) == direction;
      }
    }
    return null;
  }

  private static @Nullable IntPredicate script(String name, boolean orBinary) {
    for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
      if (plain(script.name()).equals(name)) {
        return c -> Character.UnicodeScript.of(c) == script;
      }
    }
    try {
      Character.UnicodeScript script = Character.UnicodeScript.forName(name);
      return c -> Character.UnicodeScript.of(c) == script;
    } catch (IllegalArgumentException e) {
      return orBinary ? binary(name) : null;
    }
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** The JDK's pattern language is the only place that knows these by name. */
  private static @Nullable IntPredicate binary(String name) {
    String spelled =
        switch (name) {
          case "whitespace", "wspace", "space" -> "White_Space";
          case "joincontrol" -> "Join_Control";
          case "hexdigit", "hex" -> "Hex_Digit";
          case "noncharactercodepoint" -> "Noncharacter_Code_Point";
          case "alphabetic", "alpha" -> "Alphabetic";
          case "lowercase", "lower" -> "Lowercase";
          case "uppercase", "upper" -> "Uppercase";
          case "ideographic", "emoji" -> name;
          case "emojipresentation" -> "Emoji_Presentation";
          case "emojimodifier" -> "Emoji_Modifier";
          case "emojimodifierbase" -> "Emoji_Modifier_Base";
          case "emojicomponent" -> "Emoji_Component";
          case "extendedpictographic", "extpict" -> "Extended_Pictographic";
          default -> "";
        };
    if (name.equals("ascii")) {
      return c -> c < 128;
    }
    try {
      var predicate = Pattern.compile("\\p{Is" + spelled + "}").asMatchPredicate();
      return spelled.isEmpty() ? null : c -> predicate.test(Character.toString(c));
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static boolean cased(int c) {
    int type = Character.getType(c);
    return type >= Character.UPPERCASE_LETTER && type <= Character.TITLECASE_LETTER;
  }

  static boolean isNumber(int c) {
    int type = Character.getType(c);
    return type >= Character.DECIMAL_DIGIT_NUMBER && type <= Character.OTHER_NUMBER;
  }

  static boolean isPunctuation(int c) {
    return CATEGORIES[Character.getType(c)].startsWith("p");
  }
}
