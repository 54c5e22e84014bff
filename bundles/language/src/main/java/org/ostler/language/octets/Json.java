// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/**
 * Elements of JSON texts, cut out as they stand: the language hands them on as strings, so nothing
 * is decoded or put in another form.
 */
public final class Json {
  private final String text;
  private int pos;

  private Json(String text) {
    this.text = text;
  }

  /** The text is not what was asked for. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /** The value of a member, or the element of a positive number; null when there is none. */
  public static @Nullable String extract(String key, String document) throws Malformed {
    String name = Ascii.strip(key);
    return isNumber(name) ? numbered(name, document) : member(name, document);
  }

  private static boolean isNumber(String key) {
    String digits = key.startsWith("-") ? key.substring(1) : key;
    return !digits.isEmpty() && digits.chars().allMatch(Ascii::isDigit);
  }

  private static @Nullable String numbered(String key, String document) throws Malformed {
    int number = key.startsWith("-") || key.length() > 9 ? 0 : Integer.parseInt(key);
    Json elements = new Json(unwrap(document, '[', ']', "array for extract json"));
    if (number <= 0 && key.length() <= 9) {
      throw new Malformed("first argument of \"extract\" must be greater than zero");
    }
    @Nullable String element = elements.next();
    for (int i = 1; i < number && element != null; i++) {
      element = elements.next();
    }
    return element == null ? null : Ascii.strip(element);
  }

  private static @Nullable String member(String key, String document) throws Malformed {
    Json members = new Json(unwrap(document, '{', '}', "object for extract json"));
    for (String member = members.next(); member != null; member = members.next()) {
      int from = Ascii.skipSpace(member, 0);
      int end =
          from < member.length() && member.charAt(from) == '"'
              ? closing(member, from + 1, '"', '"')
              : -1;
      if (end < 0) {
        throw new Malformed("missing '\"' wrapping string key for extract json");
      }
      if (member.substring(from + 1, end).equals(key)) {
        return value(member, end + 1);
      }
    }
    return null;
  }

  private static String value(String member, int from) throws Malformed {
    int colon = Ascii.skipSpace(member, from);
    if (colon >= member.length() || member.charAt(colon) != ':') {
      throw new Malformed("missing object value-separator for extract json");
    }
    return member.substring(Ascii.skipSpace(member, colon + 1));
  }

  private static String unwrap(String text, char open, char close, String what) throws Malformed {
    int from = Ascii.skipSpace(text, 0);
    if (from >= text.length() || text.charAt(from) != open) {
      throw new Malformed("missing '" + open + "' wrapping " + what);
    }
    int end = closing(text, from + 1, open, close);
    if (end < 0) {
      throw new Malformed("missing '" + close + "' wrapping " + what);
    }
    return text.substring(from + 1, end);
  }

  /** Where the bracket opened before {@code from} is closed; -1 when it is not. */
  private static int closing(String text, int from, char open, char close) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == open && open != close) {
        depth++;
      } else if (c == close && depth-- == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The next element before a comma; null at the end. */
  private @Nullable String next() {
    pos = Ascii.skipSpace(text, pos);
    if (pos >= text.length()) {
      return null;
    }
    int start = pos;
    int depth = 0;
    boolean quoted = false;
    for (; pos < text.length(); pos++) {
      char c = text.charAt(pos);
      if (c == '\\') {
        pos++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '[' || c == '{')) {
        depth++;
      } else if (!quoted && (c == ']' || c == '}')) {
        depth--;
      } else if (!quoted && depth == 0 && c == ',') {
        break;
      }
    }
    int end = Math.min(pos, text.length());
    pos = end + 1;
    return text.substring(start, end);
  }

  /** Elements one after another. */
  @FunctionalInterface
  public interface Elements {
    /** The next element, or null at the end. */
    @Nullable String next();
  }

  /** The elements of an array; {@code what} names the reader for the message. */
  public static Elements array(String document, String what) throws Malformed {
    Json elements = new Json(unwrap(document, '[', ']', what));
    return elements::next;
  }

  /** The inside of a string; empty when the element is none. */
  public static Optional<String> unwrapped(String element) {
    int from = Ascii.skipSpace(element, 0);
    if (from >= element.length() || element.charAt(from) != '"') {
      return Optional.empty();
    }
    int end = closing(element, from + 1, '"', '"');
    return end < 0 ? Optional.empty() : Optional.of(element.substring(from + 1, end));
  }
}
