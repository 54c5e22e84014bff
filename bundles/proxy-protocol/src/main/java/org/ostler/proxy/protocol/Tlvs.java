// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** The type-length-values behind the addresses of a header of version 2. */
final class Tlvs {
  private static final int CHECKSUM = 0x03;
  private static final int TLS = 0x20;
  private static final Map<Integer, String> TEXTS =
      Map.of(
          0x01, "proxy_alpn",
          0x02, "proxy_authority",
          0x05, "proxy_unique_id",
          0x30, "proxy_netns");
  private static final Map<Integer, String> TLS_TEXTS =
      Map.of(
          0x21, "proxy_ssl_version",
          0x22, "proxy_ssl_cn",
          0x23, "proxy_ssl_cipher",
          0x24, "proxy_ssl_sig_alg",
          0x25, "proxy_ssl_key_alg");

  private final byte[] header;
  private final Map<String, String> facts = new HashMap<>();

  private Tlvs(byte[] header) {
    this.header = header;
  }

  /** Reads those from {@code start} to the header's end; unknown types are passed over. */
  static Facts read(byte[] header, int start) throws BadHeader {
    Tlvs tlvs = new Tlvs(header);
    tlvs.each(start, header.length, tlvs::value);
    return new Facts(tlvs.facts);
  }

  /** Takes one value. */
  private interface Taker {
    void take(int type, int from, int to) throws BadHeader;
  }

  private void each(int start, int end, Taker taker) throws BadHeader {
    int at = start;
    while (at < end) {
      if (end - at < 3) {
        throw new BadHeader("a truncated TLV");
      }
      int to = at + 3 + ((header[at + 1] & 0xff) << 8 | header[at + 2] & 0xff);
      if (to > end) {
        throw new BadHeader("a TLV longer than what holds it");
      }
      taker.take(header[at] & 0xff, at + 3, to);
      at = to;
    }
  }

  private void value(int type, int from, int to) throws BadHeader {
    String text = TEXTS.get(type);
    if (text != null) {
      facts.put(text, octets(from, to));
    } else if (type == CHECKSUM) {
      checksum(from, to);
    } else if (type == TLS) {
      tls(from, to);
    }
  }

  /** CRC-32C (RFC 4960 appendix B) of the whole header, with zeros in the place of the sum. */
  private void checksum(int from, int to) throws BadHeader {
    if (to - from != 4) {
      throw new BadHeader("a checksum of " + (to - from) + " octets");
    }
    byte[] zeroed = header.clone();
    Arrays.fill(zeroed, from, to, (byte) 0);
    CRC32C crc = new CRC32C();
    crc.update(zeroed);
    long said = 0;
    for (int i = from; i < to; i++) {
      said = said << 8 | header[i] & 0xff;
    }
    if (said != crc.getValue()) {
      throw new BadHeader("the checksum does not fit");
    }
  }

  private void tls(int from, int to) throws BadHeader {
    if (to - from < 5) {
      throw new BadHeader("a truncated TLV of TLS");
    }
    int client = header[from];
    boolean verified = true;
    for (int i = from + 1; i < from + 5; i++) {
      verified &= header[i] == 0;
    }
    facts.put("proxy_ssl", (client & 1) != 0 ? "yes" : "no");
    // A certificate on this connection (2) or on its session (4); without one, nothing is verified.
    facts.put("proxy_ssl_verified", (client & 6) != 0 && verified ? "yes" : "no");
    each(
        from + 5,
        to,
        (type, start, end) -> {
          String text = TLS_TEXTS.get(type);
          if (text != null) {
            facts.put(text, octets(start, end));
          }
        });
  }

  private String octets(int from, int to) {
    return new String(header, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
