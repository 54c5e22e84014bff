// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/** IP addresses as text. Nothing here asks a name server. */
public final class IpText {
  private IpText() {}

  public static boolean isAddress(String text) {
    return isIpv4(text) || isIpv6(text);
  }

  public static boolean isIpv4(String text) {
    return ipv4(text) != null;
  }

  /** A zone after a percent sign is allowed. */
  public static boolean isIpv6(String text) {
    int zone = text.indexOf('%');
    return ipv6(zone < 0 ? text : text.substring(0, zone)) != null;
  }

  /** The 4 or 16 octets of an address; null when it is none. */
  public static byte @Nullable [] parse(String text) {
    byte[] four = ipv4(text);
    if (four != null) {
      return four;
    }
    int zone = text.indexOf('%');
    return ipv6(zone < 0 ? text : text.substring(0, zone));
  }

  private static byte @Nullable [] ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      String part = parts[i];
      boolean leadingZero = part.length() > 1 && part.charAt(0) == '0';
      if (part.isEmpty()
          || part.length() > 3
          || leadingZero
          || !part.chars().allMatch(Ascii::isDigit)) {
        return null;
      }
      int value = Integer.parseInt(part);
      if (value > 255) {
        return null;
      }
      octets[i] = (byte) value;
    }
    return octets;
  }

  private static byte @Nullable [] ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, 16);
    }
    byte[] head = groups(text.substring(0, gap), -1);
    byte[] tail = groups(text.substring(gap + 2), -1);
    if (head == null || tail == null || head.length + tail.length > 14) {
      return null;
    }
    byte[] octets = Arrays.copyOf(head, 16);
    System.arraycopy(tail, 0, octets, 16 - tail.length, tail.length);
    return octets;
  }

  private static byte @Nullable [] groups(String text, int wanted) {
    if (text.isEmpty()) {
      return wanted < 0 ? new byte[0] : null;
    }
    String[] parts = text.split(":", -1);
    byte[] octets = new byte[2 * parts.length + 2];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      byte[] four = i == parts.length - 1 ? ipv4(part) : null;
      if (four != null) {
        System.arraycopy(four, 0, octets, length, 4);
        length += 4;
      } else if (part.isEmpty()
          || part.length() > 4
          || part.chars().anyMatch(c -> Character.digit(c, 16) < 0)) {
        return null;
      } else {
        int value = Integer.parseInt(part, 16);
        octets[length++] = (byte) (value >> 8);
        octets[length++] = (byte) value;
      }
    }
    return wanted >= 0 && length != wanted
        ? null
        : length > 16 ? null : Arrays.copyOf(octets, length);
  }

  /** The octets with all bits after the first {@code bits} cleared. */
  public static byte[] masked(byte[] octets, int bits) {
    byte[] masked = octets.clone();
    for (int i = 0; i < masked.length; i++) {
      int keep = Math.max(0, Math.min(8, bits - 8 * i));
      masked[i] &= (byte) (0xff << (8 - keep));
    }
    return masked;
  }

  /** Decimal for four octets; else all eight groups of four digits between {@code separator}. */
  public static String full(byte[] octets, char separator) {
    if (octets.length == 4) {
      return dotted(octets);
    }
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 16; i += 2) {
      if (i > 0) {
        out.append(separator);
      }
      out.append(String.format("%02x%02x", octets[i], octets[i + 1]));
    }
    return out.toString();
  }

  private static String dotted(byte[] octets) {
    return (octets[0] & 0xff)
        + "."
        + (octets[1] & 0xff)
        + "."
        + (octets[2] & 0xff)
        + "."
        + (octets[3] & 0xff);
  }

  /** RFC 5952 §4, without the dotted form for mapped addresses. */
  public static String shortest(byte[] octets) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
    }
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        best = i;
        bestLength = end - i;
      }
    }
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        out.append("::");
        i += bestLength - 1;
      } else {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
          out.append(':');
        }
        out.append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }

  /** The sixteen octets of an address; an IPv4 one is mapped. */
  public static byte[] sixteen(byte[] octets) {
    if (octets.length == 16) {
      return octets;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(octets, 0, mapped, 12, 4);
    return mapped;
  }

  /** The labels of the reverse zone, without its name. */
  public static String reversed(byte[] octets) {
    StringBuilder out = new StringBuilder();
    byte[] real = isMapped(octets) ? Arrays.copyOfRange(octets, 12, 16) : octets;
    for (int i = real.length - 1; i >= 0; i--) {
      if (!out.isEmpty()) {
        out.append('.');
      }
      if (real.length == 4) {
        out.append(real[i] & 0xff);
      } else {
        out.append(Character.forDigit(real[i] & 15, 16))
            .append('.')
            .append(Character.forDigit(real[i] >> 4 & 15, 16));
      }
    }
    return out.toString();
  }

  private static boolean isMapped(byte[] octets) {
    return octets.length == 16
        && octets[10] == -1
        && octets[11] == -1
        && Arrays.equals(octets, 0, 10, new byte[10], 0, 10);
  }
}
