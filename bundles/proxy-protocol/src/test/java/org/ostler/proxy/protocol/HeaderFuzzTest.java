// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer begins with, it is a header or none, and no more is read than a header has. */
class HeaderFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final int LONGEST_LINE = 107;
  private static final int PREFIX = 16;
  private static final int LONGEST = PREFIX + 4096;
  private static final byte[] IP6 = new byte[36];
  private static final byte[] TLS =
      Headers.tlv(
          0x20,
          new byte[] {7, 0, 0, 0, 0},
          Headers.tlv(0x21, "TLSv1.3"),
          Headers.tlv(0x22, "client.example"));
  private static final List<byte[]> HEADERS =
      List.of(
          octets("PROXY TCP4 192.0.2.1 198.51.100.7 40000 25\r\n"),
          octets("PROXY TCP6 2001:db8::1 2001:db8::2 40000 25\r\n"),
          octets("PROXY UNKNOWN\r\n"),
          Headers.of(0x20, 0x00),
          Headers.of(0x21, 0x11, Headers.IP4),
          Headers.of(0x21, 0x21, IP6, TLS, Headers.tlv(1, "smtp"), Headers.tlv(4, "")),
          Headers.of(0x21, 0x31, new byte[216], Headers.tlv(2, "mx.example")),
          Headers.summed(
              Headers.of(0x21, 0x11, Headers.IP4, TLS, Headers.tlv(3, new byte[] {0, 0, 0, 0}))));

  /** Octets that count how many of them were read. */
  private static final class Counted implements HeaderReader.Source {
    private final byte[] octets;
    private int read;

    Counted(byte[] octets) {
      this.octets = octets;
    }

    @Override
    public int read() {
      return read < octets.length ? octets[read++] & 0xff : -1;
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void goodHeadersAreReadToTheirLastOctet() throws Exception {
    for (byte[] header : HEADERS) {
      Counted source = new Counted(Headers.join(header, octets("EHLO client.example\r\n")));
      assertThat(new HeaderReader(source).read()).isNotNull();
      assertThat(source.read).isEqualTo(header.length);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void changedHeadersAreReadWithinTheirLimits(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] header = changed(HEADERS.get(random.nextInt(HEADERS.size())), random);
      byte[] more = new byte[random.nextInt(3) * 2500];
      random.nextBytes(more);
      Counted source = new Counted(Headers.join(header, more));
      try {
        ProxyHeader read = new HeaderReader(source).read();
        assertThat(read.source() == null).isEqualTo(read.destination() == null);
      } catch (BadHeader | EOFException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
      boolean binary = header.length > 0 && header[0] == '\r';
      assertThat(source.read).isLessThanOrEqualTo(binary ? LONGEST : LONGEST_LINE);
    }
  }

  private static byte[] changed(byte[] header, Random random) {
    byte[] changed = header.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    int cut = random.nextInt(4) == 0 ? random.nextInt(changed.length) : changed.length;
    return java.util.Arrays.copyOf(changed, cut);
  }

  @Test
  void noBitOfTheAddressesChangesUnderTheChecksum() {
    byte[] header =
        Headers.summed(
            Headers.of(0x21, 0x11, Headers.IP4, Headers.tlv(3, new byte[] {0, 0, 0, 0})));
    for (int bit = 0; bit < 8 * Headers.IP4.length; bit++) {
      byte[] flipped = header.clone();
      flipped[PREFIX + bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> new HeaderReader(new Counted(flipped)).read())
          .isInstanceOf(BadHeader.class)
          .hasMessageContaining("checksum");
    }
  }
}
