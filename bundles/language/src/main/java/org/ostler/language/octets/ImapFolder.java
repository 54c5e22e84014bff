// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Folder names in the modified UTF-7 of IMAP (RFC 3501 §5.1.3), with {@code .} between levels. */
public final class ImapFolder {
  private ImapFolder() {}

  /** The name cannot be encoded. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Encodes a name in UTF-8 whose levels stand between {@code separator}; {@code specials} are
   * encoded too.
   */
  public static String encode(String name, char separator, String specials) throws Malformed {
    if (!Utf8Text.isWellFormed(name)) {
      throw new Malformed("imapfolder: iconv() failed to convert from UTF-8: Invalid argument");
    }
    String unicode = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder();
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < unicode.length(); i++) {
      char c = unicode.charAt(i);
      if (c < ' ' || c > 126 || (c != separator && specials.indexOf(c) >= 0)) {
        encoded.append(c);
        continue;
      }
      flush(encoded, out);
      if (c != separator) {
        plain(c, out);
      } else if (i > 0 && i + 1 < unicode.length() && unicode.charAt(i + 1) != separator) {
        // A level has a name: none stands before the first separator, between two or behind the
        // last.
        out.append('.');
      }
    }
    flush(encoded, out);
    return out.toString();
  }

  private static void plain(char c, StringBuilder out) throws Malformed {
    if (c == '.' || c == '/') {
      throw new Malformed("imapfolder: illegal character '" + c + "'");
    } else if (c == '&') {
      out.append("&-");
    } else {
      out.append(c);
    }
  }

  private static void flush(StringBuilder encoded, StringBuilder out) {
    if (encoded.isEmpty()) {
      return;
    }
    byte[] utf16 = encoded.toString().getBytes(StandardCharsets.UTF_16BE);
    out.append('&')
        .append(Base64.getEncoder().withoutPadding().encodeToString(utf16).replace('/', ','))
        .append('-');
    encoded.setLength(0);
  }
}
