// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 of octet strings (RFC 4648 §4), strict as RFC 4954 §4 asks. */
public final class Base64Text {
  private Base64Text() {}

  public static String encode(String octets) {
    return encode(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String encode(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  /**
   * The octets; null for what is no base64, is not padded, or has octets that stand for nothing.
   */
  public static @Nullable String decode(String text) {
    byte[] octets = octets(text);
    return octets == null ? null : new String(octets, StandardCharsets.ISO_8859_1);
  }

  static byte @Nullable [] octets(String text) {
    if (text.length() % 4 != 0) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
