// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An address with the number of leading bits that count. Nothing is ever asked of the DNS.
 *
 * @param octets 4 or 16; an IPv4-mapped IPv6 address is its IPv4 one
 * @param bits how many count
 */
public record IpNetwork(byte[] octets, int bits) {
  private static final int LONGEST_MASK = 3;

  /**
   * Reads an address, with a mask of the form {@code /24} where it has one; null for anything else.
   */
  public static @Nullable IpNetwork parse(String text) {
    int slash = text.indexOf('/');
    byte[] octets = address(slash < 0 ? text : text.substring(0, slash));
    if (octets == null) {
      return null;
    }
    if (slash < 0) {
      return new IpNetwork(octets, octets.length * 8);
    }
    String mask = text.substring(slash + 1);
    boolean digits =
        !mask.isEmpty() && mask.length() <= LONGEST_MASK && mask.chars().allMatch(Ascii::isDigit);
    return digits
        ? new IpNetwork(octets, Math.min(Integer.parseInt(mask), octets.length * 8))
        : null;
  }

  /** The octets of an address without a mask; null when it is none. */
  public static byte @Nullable [] address(String text) {
    return text.indexOf(':') >= 0 ? version6(text) : version4(text, 0, text.length());
  }

  public static IpNetwork of(InetAddress address) {
    return new IpNetwork(address.getAddress(), address.getAddress().length * 8);
  }

  /** The address itself. */
  public InetAddress address() {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 octets", e);
    }
  }

  /** Whether the address of the other, whole, lies in this network. */
  public boolean contains(IpNetwork other) {
    if (other.octets.length != octets.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(octets, 0, whole, other.octets, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((octets[whole] ^ other.octets[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
  }

  private static byte @Nullable [] version4(String text, int from, int to) {
    byte[] octets = new byte[4];
    int at = from;
    for (int part = 0; part < 4; part++) {
      int value = 0;
      int start = at;
      while (at < to && Ascii.isDigit(text.charAt(at)) && at - start < 3) {
        value = value * 10 + text.charAt(at) - '0';
        at++;
      }
      boolean dotted = part == 3 ? at == to : at < to && text.charAt(at) == '.';
      if (at == start || value > 255 || !dotted) {
        return null;
      }
      octets[part] = (byte) value;
      at++;
    }
    return octets;
  }

  private static byte @Nullable [] version6(String text) {
    int scope = text.indexOf('%');
    String address = scope < 0 ? text : text.substring(0, scope);
    int gap = address.indexOf("::");
    if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    byte[] head = groups(gap < 0 ? address : address.substring(0, gap), gap < 0);
    byte[] tail = gap < 0 ? new byte[0] : groups(address.substring(gap + 2), true);
    if (head == null || tail == null) {
      return null;
    }
    int length = head.length + tail.length;
    if (gap < 0 ? length != 16 : length > 14) {
      return null;
    }
    byte[] octets = Arrays.copyOf(head, 16);
    System.arraycopy(tail, 0, octets, 16 - tail.length, tail.length);
    return unmapped(octets);
  }

  private static byte[] unmapped(byte[] octets) {
    for (int i = 0; i < 12; i++) {
      if (octets[i] != (i < 10 ? 0 : (byte) 0xff)) {
        return octets;
      }
    }
    return Arrays.copyOfRange(octets, 12, 16);
  }

  /** Reads groups of hexadecimal digits between colons; the last may be an IPv4 address. */
  private static byte @Nullable [] groups(String text, boolean last) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] octets = new byte[parts.length * 2 + 2];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (last && i == parts.length - 1 && part.indexOf('.') > 0) {
        byte[] four = version4(part, 0, part.length());
        if (four == null) {
          return null;
        }
        System.arraycopy(four, 0, octets, length, 4);
        return Arrays.copyOf(octets, length + 4);
      }
      if (part.isEmpty()
          || part.length() > 4
          || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
        return null;
      }
      int value = Integer.parseInt(part, 16);
      octets[length++] = (byte) (value >> 8);
      octets[length++] = (byte) value;
    }
    return Arrays.copyOf(octets, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpNetwork o && bits == o.bits && Arrays.equals(octets, o.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets) * 31 + bits;
  }

  @Override
  public String toString() {
    return address().getHostAddress() + "/" + bits;
  }
}
