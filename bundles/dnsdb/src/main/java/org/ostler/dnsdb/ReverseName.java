// SPDX-License-Identifier: Apache-2.0
package org.ostler.dnsdb;

import java.net.InetAddress;

/** The name under which a PTR record of an address stands (RFC 1035 §3.5, RFC 3596 §2.5). */
final class ReverseName {
  private ReverseName() {}

  /** The name of an address; anything else is a name already. */
  static String of(String text) {
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notAddress) {
      return text;
    }
    byte[] octets = address.getAddress();
    StringBuilder name = new StringBuilder();
    for (int i = octets.length - 1; i >= 0; i--) {
      int octet = octets[i] & 0xff;
      if (octets.length == 4) {
        name.append(octet).append('.');
      } else {
        name.append(Integer.toHexString(octet & 15)).append('.');
        name.append(Integer.toHexString(octet >> 4)).append('.');
      }
    }
    return name.append(octets.length == 4 ? "in-addr.arpa" : "ip6.arpa").toString();
  }
}
