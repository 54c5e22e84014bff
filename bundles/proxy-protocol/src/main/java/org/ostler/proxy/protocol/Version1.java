// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * The line of version 1, as in {@code PROXY TCP4 192.0.2.1 198.51.100.7 40000 25}. One blank
 * between words, nothing else: another reading of the same octets must not be possible.
 */
final class Version1 {
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IP4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IP6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private Version1() {}

  static ProxyHeader parse(String line) throws BadHeader {
    String[] words = line.split(" ", -1);
    if (!words[0].equals("PROXY") || words.length < 2) {
      throw new BadHeader("not a header of the PROXY protocol");
    }
    if (words[1].equals("UNKNOWN")) {
      // Whatever follows is to be ignored.
      return ProxyHeader.withoutAddresses(Facts.NONE);
    }
    boolean six = words[1].equals("TCP6");
    if (!six && !words[1].equals("TCP4")) {
      throw new BadHeader("unknown family");
    }
    if (words.length != 6) {
      throw new BadHeader("not two addresses and two ports");
    }
    return new ProxyHeader(
        new InetSocketAddress(address(words[2], six), port(words[4])),
        new InetSocketAddress(address(words[3], six), port(words[5])),
        Facts.NONE);
  }

  private static InetAddress address(String word, boolean six) throws BadHeader {
    boolean fits =
        six ? IP6.matcher(word).matches() && word.indexOf(':') >= 0 : IP4.matcher(word).matches();
    if (!fits) {
      throw new BadHeader("not an IP address of the family");
    }
    try {
      return InetAddress.ofLiteral(word);
    } catch (IllegalArgumentException _) {
      throw new BadHeader("not an IP address of the family");
    }
  }

  private static int port(String word) throws BadHeader {
    int port = PORT.matcher(word).matches() ? Integer.parseInt(word) : 0;
    if (port < 1 || port > 65535) {
      throw new BadHeader("not a port");
    }
    return port;
  }
}
