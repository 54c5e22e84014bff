// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** IPv6 addresses in the canonical form of RFC 5952 §4, which Java's own printing is not. */
final class Ipv6Text {
  private Ipv6Text() {}

  static String of(InetAddress address) {
    byte[] octets = address.getAddress();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < octets.length; i += 2) {
      groups.add(Integer.toHexString((octets[i] & 0xff) << 8 | octets[i + 1] & 0xff));
    }
    int from = -1;
    int length = 1; // RFC 5952 §4.2.2: a single zero group is not shortened.
    for (int i = 0; i < groups.size(); i++) {
      int end = i;
      while (end < groups.size() && groups.get(end).equals("0")) {
        end++;
      }
      if (end - i > length) {
        from = i;
        length = end - i;
      }
    }
    if (from < 0) {
      return String.join(":", groups);
    }
    return String.join(":", groups.subList(0, from))
        + "::"
        + String.join(":", groups.subList(from + length, 8));
  }
}
