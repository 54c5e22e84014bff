// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import java.util.Map;
import org.ostler.api.text.Text;
import org.ostler.language.octets.Hashing;
import org.ostler.language.text.Ascii;

/** Items that give a part or a small hash of a string: length, substr, hash, nhash; and tr. */
final class CutItems {
  private CutItems() {}

  /** A piece of work on a string with two numbers; -1 stands for an absent second one. */
  @FunctionalInterface
  interface Cut {
    String of(String text, int first, int second) throws Stop;
  }

  private static final Map<String, Cut> CUTS =
      Map.of(
          "length", (text, length, none) -> substring(text, 0, length),
          "substr", CutItems::substring,
          "hash", CutItems::hash,
          "nhash", CutItems::nhash);

  static Cut cut(String word) {
    Cut cut = CUTS.get(word);
    if (cut == null) {
      throw new IllegalArgumentException(word);
    }
    return cut;
  }

  static void addTo(Map<String, ItemGrammar> items) {
    CUTS.forEach(
        (name, cut) -> {
          int most = name.equals("length") ? 2 : 3;
          items.put(name, Items.marking(2, most, (texts, run) -> evaluate(name, cut, texts)));
        });
    items.put("tr", Items.marking(3, 3, (texts, run) -> translate(texts)));
  }

  private static String evaluate(String name, Cut cut, List<Text> texts) throws Stop {
    String text = texts.getLast().value();
    boolean length = name.equals("length");
    int first = number(texts.getFirst().value(), name, !length, name.equals("substr"));
    int second = texts.size() == 3 ? number(texts.get(1).value(), name, false, false) : -1;
    return cut.of(text, first, second);
  }

  private static int number(String given, String name, boolean signed, boolean mayBeNegative)
      throws Stop {
    String text = given.substring(Ascii.skipSpace(given, 0));
    int digits = text.startsWith("-") ? 1 : 0;
    for (int i = digits; i < text.length(); i++) {
      if (!Ascii.isDigit(text.charAt(i))) {
        throw notNumber(given, signed ? "" : " positive", name);
      }
    }
    if (digits == 1 && !mayBeNegative) {
      throw notNumber(given, " positive", name);
    }
    return clamped(text, digits);
  }

  private static Stop notNumber(String text, String kind, String name) {
    return Stop.failed(
        "\"" + text + "\" is not a" + kind + " number (in \"" + name + "\" expansion)");
  }

  /** More digits than an int holds mean more octets than there are. */
  static int clamped(String text, int from) {
    String digits = text.substring(from);
    int value = digits.isEmpty() ? 0 : digits.length() > 9 ? 999_999_999 : Integer.parseInt(digits);
    return from == 1 ? -value : value;
  }

  /** Length -1 means the rest, or what stands before a negative start. */
  private static String substring(String text, int start, int length) {
    int size = text.length();
    int from = start;
    int wanted = length;
    if (start < 0) {
      if (length < 0) {
        return text.substring(0, Math.max(0, size + start));
      }
      from = size + start;
      if (from < 0) {
        wanted += from;
        from = 0;
      }
    }
    from = Math.min(from, size);
    if (length < 0) {
      return text.substring(from);
    }
    return text.substring(from, Math.max(from, Math.min(size, from + Math.max(0, wanted))));
  }

  private static String hash(String text, int length, int base) throws Stop {
    if (base > Hashing.LETTERS) {
      throw Stop.failed("hash count \"" + base + "\" too big");
    }
    if (base == 0) {
      throw Stop.failed("hash count \"0\" is too small");
    }
    return Hashing.letters(text, length, base < 0 ? 26 : base);
  }

  private static String nhash(String text, int first, int second) throws Stop {
    if (first == 0 || second == 0) {
      throw Stop.failed("nhash divisor must not be zero");
    }
    return Hashing.numeric(text, first, second);
  }

  private static String translate(List<Text> texts) {
    String from = texts.get(1).value();
    String to = texts.get(2).value();
    String text = texts.getFirst().value();
    if (to.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = from.lastIndexOf(text.charAt(i));
      out.append(at < 0 ? text.charAt(i) : to.charAt(Math.min(at, to.length() - 1)));
    }
    return out.toString();
  }
}
