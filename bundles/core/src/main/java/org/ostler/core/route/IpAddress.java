// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as text: never a name, never a lookup. */
final class IpAddress {
  private static final Pattern QUAD =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}");
  private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  private IpAddress() {}

  /** The address, or null when the text is not one. */
  static @Nullable InetAddress parse(String text) {
    boolean quad = QUAD.matcher(text).matches() && !text.endsWith(".");
    if (!quad && !COLONS.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static boolean isV6(String text) {
    return parse(text) instanceof Inet6Address;
  }
}
