// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import org.ostler.language.octets.IpText;
import org.ostler.language.text.Ascii;

/** Operators on IP addresses. */
final class NetworkOperators {
  private NetworkOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("mask", new Operators.Pure(NetworkOperators::mask));
    operators.put("ipv6norm", Operators.simple(text -> IpText.shortest(sixteen(text))));
    operators.put("ipv6denorm", Operators.simple(text -> IpText.full(sixteen(text), ':')));
    operators.put("reverse_ip", Operators.simple(NetworkOperators::reversed));
  }

  private static byte[] sixteen(String text) throws Stop {
    byte[] octets = IpText.parse(text);
    if (octets == null) {
      throw Stop.failed("\"" + text + "\" is not an IP address");
    }
    return IpText.sixteen(octets);
  }

  private static String reversed(String text) throws Stop {
    int slash = text.indexOf('/');
    boolean masked = slash >= 0 && text.substring(slash + 1).chars().allMatch(Ascii::isDigit);
    byte[] octets = IpText.parse(masked ? text.substring(0, slash) : text);
    if (octets == null) {
      throw Stop.failed("reverse_ip() not given an IP address [" + text + "]");
    }
    return IpText.reversed(octets);
  }

  private static String mask(String text, String suffix) throws Stop {
    int slash = text.indexOf('/');
    byte[] octets = IpText.parse(slash < 0 ? text : text.substring(0, slash));
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    if (octets == null || !bits.chars().allMatch(Ascii::isDigit)) {
      throw Stop.failed("\"" + text + "\" is not an IP address");
    }
    if (slash < 0) {
      throw Stop.failed("missing mask value in \"" + text + "\"");
    }
    int length = bits.isEmpty() ? 0 : bits.length() > 4 ? 9999 : Integer.parseInt(bits);
    if (length > octets.length * 8) {
      throw Stop.failed("mask value too big in \"" + text + "\"");
    }
    byte[] masked = IpText.masked(octets, length);
    boolean normal = suffix.equals("_n") && masked.length == 16;
    return (normal ? IpText.shortest(masked) : IpText.full(masked, '.')) + "/" + length;
  }
}
