// SPDX-License-Identifier: Apache-2.0
package org.ostler.spa;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One of the three messages ([MS-NLMP] 2.2.1): a signature, a number, fields at fixed places, and
 * behind them what the fields point to. Numbers are little-endian.
 */
final class NtlmMessage {
  static final int NONCE_OCTETS = 8;

  static final int NEGOTIATE = 1;
  static final int CHALLENGE = 2;
  static final int AUTHENTICATE = 3;

  /** Texts are in UTF-16 ([MS-NLMP] 2.2.2.5). */
  static final int UNICODE = 0x00000001;

  static final int NTLM = 0x00000200;
  static final int ALWAYS_SIGN = 0x00008000;

  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TYPE = 8;

  private final ByteBuffer octets;

  private NtlmMessage(byte[] octets) {
    this.octets = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads a message of that number and at least that length; null when it is none. */
  static @Nullable NtlmMessage read(String text, int type, int least) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    if (octets.length < Math.max(least, TYPE + Integer.BYTES)) {
      return null;
    }
    NtlmMessage message = new NtlmMessage(octets);
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (octets[i] != SIGNATURE[i]) {
        return null;
      }
    }
    return message.octets.getInt(TYPE) == type ? message : null;
  }

  int number(int at) {
    return octets.getInt(at);
  }

  /** Octets at a fixed place. */
  byte[] fixed(int at, int length) {
    byte[] found = new byte[length];
    octets.get(at, found);
    return found;
  }

  /** What the field at that place points to; null when that is not all in the message. */
  byte @Nullable [] pointed(int field) {
    int length = octets.getShort(field) & 0xffff;
    int at = octets.getInt(field + Integer.BYTES);
    if (at < 0 || at > octets.capacity() - length) {
      return null;
    }
    return fixed(at, length);
  }

  /** The text that the field points to. */
  @Nullable String text(int field, boolean unicode) {
    byte[] found = pointed(field);
    return found == null ? null : new String(found, charset(unicode));
  }

  private static Charset charset(boolean unicode) {
    return unicode ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
  }

  /** Makes a message, one field after the other. Confined to one thread. */
  static final class Writer {
    private final ByteBuffer head;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    /** {@code fields}: the octets before what fields point to. */
    Writer(int type, int fields) {
      head = ByteBuffer.allocate(fields).order(ByteOrder.LITTLE_ENDIAN);
      head.put(SIGNATURE).putInt(type);
    }

    Writer number(int value) {
      head.putInt(value);
      return this;
    }

    Writer fixed(byte[] octets) {
      head.put(octets);
      return this;
    }

    Writer pointer(byte[] octets) {
      head.putShort((short) octets.length).putShort((short) octets.length);
      head.putInt(head.capacity() + rest.size());
      rest.writeBytes(octets);
      return this;
    }

    Writer pointer(String text, boolean unicode) {
      return pointer(text.getBytes(charset(unicode)));
    }

    /** The message, an octet a char. */
    String text() {
      return new String(head.array(), StandardCharsets.ISO_8859_1)
          + rest.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
