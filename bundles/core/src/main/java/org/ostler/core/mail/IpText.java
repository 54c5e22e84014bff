// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * IP addresses as Exim and RFC 5952 §4 write them: lower case, the longest run of zero groups as
 * {@code ::}.
 */
public final class IpText {
  private IpText() {}

  public static String of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] octets = address.getAddress();
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
    }
    return text(groups, longestRun(groups));
  }

  /**
   * Start and end of the longest run of two or more zero groups, the first of equals; both 8 when
   * there is none.
   */
  private static int[] longestRun(int[] groups) {
    int[] best = {8, 8};
    for (int from = 0; from < 8; from++) {
      int to = from;
      while (to < 8 && groups[to] == 0) {
        to++;
      }
      if (to - from >= 2 && to - from > best[1] - best[0]) {
        best = new int[] {from, to};
      }
    }
    return best;
  }

  private static String text(int[] groups, int[] run) {
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == run[0]) {
        text.append("::");
        i = run[1] - 1;
        continue;
      }
      if (i > 0 && i != run[1]) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
