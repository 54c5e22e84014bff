// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules about domain names as text. */
final class DomainNames {
  private DomainNames() {}

  /**
   * The domain that check_host starts with, as it goes into DNS: without a final dot, U-labels made
   * A-labels (RFC 8616 §4). Null when it is malformed or has one label only (RFC 7208 §4.3).
   */
  static @Nullable String checked(String domain) {
    String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    if (!MacroExpander.isAscii(name)) {
      try {
        name =
            IDN.toASCII(
                new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException _) {
        return null;
      }
    }
    return isAskable(name) && name.indexOf('.') > 0 && !name.startsWith("[") ? name : null;
  }

  /** Whether a query can be made of it (RFC 1035 §2.3.4). */
  static boolean isAskable(String name) {
    if (name.isEmpty() || name.length() > 253) {
      return false;
    }
    int label = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i < name.length() && name.charAt(i) != '.') {
        label++;
      } else if (label == 0 || label > 63) {
        return false;
      } else {
        label = 0;
      }
    }
    return true;
  }

  /** Whether {@code name} is {@code domain} or below it. */
  static boolean isWithin(String name, String domain) {
    String lower = name.toLowerCase(Locale.ROOT);
    String parent = domain.toLowerCase(Locale.ROOT);
    return lower.equals(parent) || lower.endsWith("." + parent);
  }
}
