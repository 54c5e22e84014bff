// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.Arrays;
import org.ostler.language.text.IpNetwork;

/**
 * Addresses as keys of lookups: IPv6 ones unabbreviated, in lower case, with dots because colons
 * end keys.
 */
final class AddressKey {
  private AddressKey() {}

  /** The key; {@code bits} is the length of the mask, or -1 for the address alone. */
  static String of(IpNetwork address, int bits, boolean colons) {
    byte[] octets = address.octets();
    int mask = Math.min(bits, octets.length * 8);
    byte[] shown = bits < 0 ? octets : masked(octets, mask);
    String text = shown.length == 4 ? version4(shown) : version6(shown, colons ? ':' : '.');
    return bits < 0 ? text : text + "/" + mask;
  }

  private static byte[] masked(byte[] octets, int bits) {
    byte[] masked = Arrays.copyOf(octets, octets.length);
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - i * 8));
      masked[i] = (byte) (masked[i] & (0xff << (8 - kept)));
    }
    return masked;
  }

  private static String version4(byte[] octets) {
    return (octets[0] & 0xff)
        + "."
        + (octets[1] & 0xff)
        + "."
        + (octets[2] & 0xff)
        + "."
        + (octets[3] & 0xff);
  }

  private static String version6(byte[] octets, char separator) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < octets.length; i += 2) {
      if (i > 0) {
        text.append(separator);
      }
      int group = (octets[i] & 0xff) << 8 | octets[i + 1] & 0xff;
      text.append(Integer.toHexString(0x10000 | group), 1, 5);
    }
    return text.toString();
  }
}
