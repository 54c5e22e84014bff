// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * A lookup's name with all that may stand round it, as in {@code partial2(.)-lsearch*@,ret=key}.
 *
 * @param type the name of the lookup type
 * @param partial how many components the shortest partial match keeps; -1 when there is none
 * @param affix what stands before partially matched keys
 * @param star what is tried when the key is not found
 * @param options the words after a comma
 * @param word the type with its star and options as written, for messages
 */
record LookupName(
    String type, int partial, String affix, Star star, List<String> options, String word) {
  private static final int USUAL_COMPONENTS = 2;

  /** The defaults of single-key lookups. */
  enum Star {
    NONE,
    /** The key {@code *}. */
    STAR,
    /** The key with {@code *} for its local part, then {@code *}. */
    STAR_AT
  }

  static LookupName parse(String text) throws InvalidArgument {
    int at = 0;
    int partial = -1;
    String affix = "";
    if (text.startsWith("partial")) {
      at = "partial".length();
      int digits = at;
      while (at < text.length() && Ascii.isDigit(text.charAt(at))) {
        at++;
      }
      // More digits than a domain name has dots mean the same.
      partial =
          at == digits
              ? USUAL_COMPONENTS
              : Integer.parseInt(text.substring(digits, Math.min(at, digits + 5)));
      int end = affixEnd(text, at);
      affix = text.charAt(at) == '(' ? text.substring(at + 1, end - 1) : "*.";
      at = end;
    }
    return parse(text.substring(at), partial, affix);
  }

  /** The index after the affix in parentheses or the hyphen that stands for the usual one. */
  private static int affixEnd(String text, int at) throws InvalidArgument {
    if (text.startsWith("-", at)) {
      return at + 1;
    }
    int end = at + 1;
    while (end < text.length()
        && Ascii.isPunctuation(text.charAt(end))
        && text.charAt(end) != ')') {
      end++;
    }
    if (!text.startsWith("(", at) || !text.startsWith(")", end)) {
      throw new InvalidArgument("format error in lookup type \"" + text + "\"");
    }
    return end + 1;
  }

  private static LookupName parse(String text, int partial, String affix) {
    int comma = text.indexOf(',');
    int asterisk = text.indexOf('*');
    Star star = Star.NONE;
    int end = comma < 0 ? text.length() : comma;
    if (asterisk >= 0 && asterisk < end) {
      star = text.startsWith("@", asterisk + 1) ? Star.STAR_AT : Star.STAR;
      end = asterisk;
    }
    List<String> options = new ArrayList<>();
    if (comma >= 0) {
      ListText items = new ListText(text.substring(comma + 1), ',');
      for (String item = items.next(); item != null; item = items.next()) {
        options.add(item);
      }
    }
    return new LookupName(text.substring(0, end), partial, affix, star, options, text);
  }
}
