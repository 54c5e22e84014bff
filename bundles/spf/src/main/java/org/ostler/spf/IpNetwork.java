// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network: an address of 4 or 16 octets and how many of its bits count. Compared with clients of
 * its own family only (RFC 7208 §5).
 */
final class IpNetwork {
  // RFC 7208 §5.6: qnum, without leading zeros.
  private static final String QNUM = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(QNUM + "(?:\\." + QNUM + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  private final byte[] octets;
  private final int bits;

  IpNetwork(byte[] octets, int bits) {
    this.octets = octets.clone();
    this.bits = bits;
  }

  static byte @Nullable [] ipv4(String text) {
    return IPV4.matcher(text).matches() ? InetAddress.ofLiteral(text).getAddress() : null;
  }

  static byte @Nullable [] ipv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return null;
    }
    try {
      byte[] octets = InetAddress.ofLiteral(text).getAddress();
      return octets.length == 16 ? octets : mapped(octets);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /**
   * Java reads an IPv4-mapped literal as IPv4; as the argument of ip6 it stays an IPv6 network,
   * which no client has.
   */
  private static byte[] mapped(byte[] ipv4) {
    byte[] octets = new byte[16];
    Arrays.fill(octets, 10, 12, (byte) 0xff);
    System.arraycopy(ipv4, 0, octets, 12, 4);
    return octets;
  }

  boolean contains(InetAddress client) {
    byte[] other = client.getAddress();
    if (other.length != octets.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : 0xff << 8 - (bits - bit) & 0xff;
      if ((octets[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
