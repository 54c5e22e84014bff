// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The pieces of SCRAM messages (RFC 5802 §7). Octet strings: each char is one octet. */
final class ScramText {
  private ScramText() {}

  /** The value of an attribute, or null when the piece is not that attribute. */
  static @Nullable String value(String piece, char attribute) {
    return piece.length() >= 2 && piece.charAt(0) == attribute && piece.charAt(1) == '='
        ? piece.substring(2)
        : null;
  }

  /** {@code saslname}: commas and equals signs are written otherwise; null for what is none. */
  static @Nullable String name(String written) {
    StringBuilder name = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '=') {
        if (!written.startsWith("=2C", i) && !written.startsWith("=3D", i)) {
          return null;
        }
        name.append(written.charAt(i + 1) == '2' ? ',' : '=');
        i += 2;
      } else if (c == '\0') {
        return null;
      } else {
        name.append(c);
      }
    }
    return name.isEmpty() ? null : name.toString();
  }

  static String written(String name) {
    return name.replace("=", "=3D").replace(",", "=2C");
  }

  /** Printable, and something; there is no comma in a piece. */
  static boolean isNonce(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
  }

  static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  static byte @Nullable [] octets(String base64) {
    try {
      return base64.length() % 4 == 0
          ? Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1))
          : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
