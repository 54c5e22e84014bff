// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.language.text.Ascii;

/** Encoded words of header fields (RFC 2047), read and written. */
public final class EncodedWords {
  /** Main option: whether words that are longer than RFC 2047 allows stay as they are. */
  public static final Option<Boolean> CHECK_LENGTH = Option.bool("check_rfc2047_length", true);

  /** RFC 2047 §2: an encoded word is at most 75 octets long. */
  private static final int LONGEST = 75;

  private static final int LINE = 67;
  private static final String ENCODED = "?=()<>@,;:\\\".[]_";

  private EncodedWords() {}

  /**
   * A decoded text.
   *
   * @param text with words that are not well formed left as they were; all as it was after an error
   * @param error which charset nobody knows, or null
   */
  public record Decoded(String text, @Nullable String error) {}

  /**
   * Decodes all words and converts them to {@code target}; null leaves their octets as they are.
   * One word of an unknown charset leaves the whole text encoded: octets whose meaning nobody knows
   * are not to pass for text, and Exim has it so since its mending of this decoder (2026-11-19.1).
   *
   * @param checksLength what {@link #CHECK_LENGTH} says
   */
  public static Decoded decode(String text, @Nullable String target, boolean checksLength) {
    int longest = checksLength ? LONGEST : Integer.MAX_VALUE;
    StringBuilder out = new StringBuilder(text.length());
    String error = null;
    int copied = 0;
    boolean afterWord = false;
    int at = text.indexOf("=?");
    while (at >= 0) {
      Word word = word(text, at, longest);
      if (word == null) {
        at = text.indexOf("=?", at + 2);
        continue;
      }
      String between = text.substring(copied, at);
      // RFC 2047 §6.2: white space between adjacent encoded words is not displayed.
      if (!afterWord || !Ascii.strip(between).isEmpty()) {
        out.append(between);
      }
      String charset = word.charset();
      String problem = target == null ? null : append(word.octets(), charset, target, out);
      if (target == null) {
        out.append(word.octets());
      }
      error = problem == null ? error : problem;
      afterWord = true;
      copied = word.end();
      at = text.indexOf("=?", copied);
    }
    return error == null
        ? new Decoded(out.append(text, copied, text.length()).toString(), null)
        : new Decoded(text, error);
  }

  private record Word(String charset, String octets, int end) {}

  /** The octets that the text of a word of kind Q stands for; null when it is not well formed. */
  public static @Nullable String quoted(String text) {
    return quotedPrintable(text);
  }

  private static @Nullable Word word(String text, int at, int longest) {
    int charsetEnd = text.indexOf('?', at + 2);
    if (charsetEnd < 0 || charsetEnd + 2 >= text.length() || text.charAt(charsetEnd + 2) != '?') {
      return null;
    }
    int from = charsetEnd + 3;
    int end = text.indexOf("?=", from);
    if (end < 0 || end + 2 - at > longest) {
      return null;
    }
    String body = text.substring(from, end);
    String octets =
        switch (text.charAt(charsetEnd + 1)) {
          case 'q', 'Q' -> quotedPrintable(body);
          case 'b', 'B' -> base64(body);
          default -> null;
        };
    return octets == null ? null : new Word(text.substring(at + 2, charsetEnd), octets, end + 2);
  }

  private static @Nullable String quotedPrintable(String body) {
    StringBuilder out = new StringBuilder(body.length());
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '_') {
        out.append(' ');
      } else if (c == '=') {
        if (i + 2 >= body.length()) {
          return null;
        }
        int value = hex(body.charAt(i + 1)) * 16 + hex(body.charAt(i + 2));
        if (hex(body.charAt(i + 1)) < 0 || hex(body.charAt(i + 2)) < 0) {
          return null;
        }
        out.append((char) value);
        i += 2;
      } else if (c == ' ' || c == '\t') {
        return null;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static int hex(char c) {
    return Character.digit(c, 16);
  }

  private static @Nullable String base64(String body) {
    try {
      return body.length() % 4 == 0
          ? new String(
              Base64.getDecoder().decode(body.getBytes(StandardCharsets.ISO_8859_1)),
              StandardCharsets.ISO_8859_1)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String append(
      String octets, String charset, String target, StringBuilder out) {
    // A NUL would end a string in C; as Exim, show a question mark.
    String safe = octets.replace('\0', '?');
    if (charset.isEmpty() || charset.equalsIgnoreCase(target)) {
      out.append(safe);
      return null;
    }
    try {
      String unicode =
          new String(octets.getBytes(StandardCharsets.ISO_8859_1), Charset.forName(charset));
      byte[] converted = unicode.getBytes(Charset.forName(target));
      out.append(new String(converted, StandardCharsets.ISO_8859_1).replace('\0', '?'));
      return null;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return "iconv_open(\""
          + target
          + "\", \""
          + charset
          + "\") failed: Invalid argument (maybe unsupported conversion)";
    }
  }

  /**
   * The text as encoded words of a charset when it holds anything that needs them, else as it is.
   */
  public static String encode(String text, String charset) {
    String prefix = "=?" + charset + "?Q?";
    StringBuilder out = new StringBuilder(prefix);
    int lineStart = prefix.length();
    boolean coded = false;
    boolean half = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // No word ends inside what may be a character of two octets.
      if (out.length() - lineStart > LINE && !half) {
        out.append("?= ");
        lineStart = out.length();
        out.append(prefix);
      }
      if (c == ' ') {
        out.append('_');
        half = false;
      } else if (c < 33 || c > 126 || ENCODED.indexOf(c) >= 0) {
        out.append('=').append(Character.toUpperCase(Character.forDigit(c >> 4 & 15, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
        coded = true;
        half = !half;
      } else {
        out.append(c);
        half = false;
      }
    }
    return coded ? out.append("?=").toString() : text;
  }
}
