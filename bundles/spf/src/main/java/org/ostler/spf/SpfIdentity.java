// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Who claims what: the arguments of check_host (RFC 7208 §4.1), apart from the domain that changes
 * as records are followed. All text is octets.
 *
 * @param ip the client; an IPv4-mapped IPv6 address counts as IPv4 (§5), which {@link InetAddress}
 *     sees to
 * @param localPart of the sender, {@code postmaster} when it has none (§4.3)
 * @param domain of the sender, or the HELO name for the null reverse-path (§2.4)
 * @param helo the HELO name as sent, or empty
 */
public record SpfIdentity(InetAddress ip, String localPart, String domain, String helo) {
  /** The identity behind MAIL FROM; an empty {@code sender} is the null reverse-path. */
  public static SpfIdentity of(InetAddress ip, String sender, String helo) {
    int at = sender.lastIndexOf('@');
    if (sender.isEmpty()) {
      return new SpfIdentity(ip, "postmaster", helo, helo);
    }
    return at <= 0
        ? new SpfIdentity(ip, "postmaster", sender.substring(at + 1), helo)
        : new SpfIdentity(ip, sender.substring(0, at), sender.substring(at + 1), helo);
  }

  /** The {@code sender} argument. */
  public String sender() {
    return localPart + "@" + domain;
  }

  boolean isIpv4() {
    return ip instanceof Inet4Address;
  }

  /** The address as people write it (RFC 5952 for IPv6). */
  public String readableIp() {
    return isIpv4() ? ip.getHostAddress() : Ipv6Text.of(ip);
  }

  /** The {@code i} macro (RFC 7208 §7.3): dotted quad, or 32 nibbles with dots. */
  String dottedIp() {
    if (isIpv4()) {
      return ip.getHostAddress();
    }
    StringBuilder out = new StringBuilder();
    for (byte octet : ip.getAddress()) {
      for (int nibble : new int[] {octet >> 4 & 15, octet & 15}) {
        out.append(out.isEmpty() ? "" : ".")
            .append(Character.toUpperCase(Character.forDigit(nibble, 16)));
      }
    }
    return out.toString();
  }
}
