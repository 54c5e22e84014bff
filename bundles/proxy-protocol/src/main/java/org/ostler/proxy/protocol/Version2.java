// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The binary header of version 2: signature, command, family, length, addresses, TLVs. */
final class Version2 {
  // The length field reaches 65535; addresses and the TLVs that proxies send need a few hundred.
  private static final int LONGEST = 4096;
  private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
  private static final int PREFIX = 16;
  private static final int UNIX_LENGTH = 216;

  private Version2() {}

  static ProxyHeader read(HeaderReader reader, int first) throws IOException, BadHeader {
    byte[] prefix = new byte[PREFIX];
    prefix[0] = (byte) first;
    for (int i = 1; i < SIGNATURE.length; i++) {
      prefix[i] = reader.octets(1)[0];
      if (prefix[i] != SIGNATURE[i]) {
        throw new BadHeader("not the signature of version 2");
      }
    }
    System.arraycopy(reader.octets(4), 0, prefix, 12, 4);
    int length = (prefix[14] & 0xff) << 8 | prefix[15] & 0xff;
    if (length > LONGEST) {
      throw new BadHeader("a header of " + length + " octets");
    }
    byte[] header = Arrays.copyOf(prefix, PREFIX + length);
    System.arraycopy(reader.octets(length), 0, header, PREFIX, length);
    return parse(header);
  }

  private static ProxyHeader parse(byte[] header) throws BadHeader {
    if ((header[12] & 0xf0) != 0x20) {
      throw new BadHeader("not version 2");
    }
    return switch (header[12] & 0x0f) {
      // The proxy connects for itself, as for a health check; whatever follows is to be ignored.
      case 0 -> ProxyHeader.withoutAddresses(Facts.NONE);
      case 1 -> proxied(header);
      default -> throw new BadHeader("unknown command");
    };
  }

  private static ProxyHeader proxied(byte[] header) throws BadHeader {
    return switch (header[13] & 0xff) {
      case 0x00 -> ProxyHeader.withoutAddresses(facts(header, 0));
      case 0x11 -> internet(header, 4);
      case 0x21 -> internet(header, 16);
      // A client of a UNIX-domain socket of the proxy has no address that mail could know.
      case 0x31 -> ProxyHeader.withoutAddresses(facts(header, UNIX_LENGTH));
      // Datagrams carry no SMTP.
      default -> throw new BadHeader("unknown family or transport");
    };
  }

  private static ProxyHeader internet(byte[] header, int width) throws BadHeader {
    Facts facts = facts(header, 2 * width + 4);
    int ports = PREFIX + 2 * width;
    return new ProxyHeader(
        new InetSocketAddress(address(header, PREFIX, width), number(header, ports)),
        new InetSocketAddress(address(header, PREFIX + width, width), number(header, ports + 2)),
        facts);
  }

  private static Facts facts(byte[] header, int addresses) throws BadHeader {
    if (header.length < PREFIX + addresses) {
      throw new BadHeader("too short for its family");
    }
    return Tlvs.read(header, PREFIX + addresses);
  }

  private static InetAddress address(byte[] header, int at, int width) throws BadHeader {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(header, at, at + width));
    } catch (UnknownHostException impossible) {
      throw new BadHeader(String.valueOf(impossible.getMessage()));
    }
  }

  private static int number(byte[] header, int at) {
    return (header[at] & 0xff) << 8 | header[at + 1] & 0xff;
  }
}
