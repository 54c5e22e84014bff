// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Builds headers of version 2. */
final class Headers {
  private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
  static final byte[] IP4 = {(byte) 192, 0, 2, 1, (byte) 198, 51, 100, 7, (byte) 0x9c, 0x40, 0, 25};

  private Headers() {}

  /** A header with this command, family and what follows. */
  static byte[] of(int command, int family, byte[]... parts) {
    byte[] rest = join(parts);
    byte[] numbers = {(byte) command, (byte) family, (byte) (rest.length >> 8), (byte) rest.length};
    return join(SIGNATURE, numbers, rest);
  }

  static byte[] tlv(int type, byte[]... parts) {
    byte[] value = join(parts);
    return join(new byte[] {(byte) type, (byte) (value.length >> 8), (byte) value.length}, value);
  }

  static byte[] tlv(int type, String text) {
    return tlv(type, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The header with its last four octets, zeros so far, made the sum of it. */
  static byte[] summed(byte[] header) {
    CRC32C crc = new CRC32C();
    crc.update(header);
    byte[] summed = header.clone();
    for (int i = 1; i <= 4; i++) {
      summed[header.length - i] = (byte) (crc.getValue() >> 8 * (i - 1));
    }
    return summed;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
