// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.routing.NextHop;

/**
 * Reads a list of hosts of a transport: colon-separated names or bracketed addresses, each with a
 * port or none.
 */
final class HostList {
  private HostList() {}

  /** The hosts of an expanded list; a leading {@code <c} changes the separator to c. */
  static List<NextHop> parse(String list) {
    String text = list.strip();
    char separator = ':';
    if (text.length() >= 2 && text.charAt(0) == '<') {
      separator = text.charAt(1);
      text = text.substring(2);
    }
    List<NextHop> hosts = new ArrayList<>();
    for (String item : items(text, separator)) {
      if (!item.isEmpty()) {
        hosts.add(host(item));
      }
    }
    return hosts;
  }

  /** Splits at the separator; a doubled one stands for itself. */
  private static List<String> items(String text, char separator) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != separator) {
        item.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == separator) {
        item.append(c);
        i++;
      } else {
        items.add(item.toString().strip());
        item.setLength(0);
      }
    }
    items.add(item.toString().strip());
    return items;
  }

  /** One host: a name or a bracketed address, with a port or none. */
  static NextHop host(String item) {
    if (item.startsWith("[")) {
      int close = item.indexOf(']');
      String address = close < 0 ? item.substring(1) : item.substring(1, close);
      String rest = close < 0 ? "" : item.substring(close + 1);
      return new NextHop(
          address, address, port(rest.startsWith(":") ? rest.substring(1) : ""), -1, false);
    }
    int colon = item.indexOf(':');
    boolean named = colon > 0 && item.indexOf(':', colon + 1) < 0;
    String name = named ? item.substring(0, colon) : item;
    String address = HostAddresses.isLiteral(name) ? name : null;
    return new NextHop(name, address, named ? port(item.substring(colon + 1)) : 0, -1, false);
  }

  private static int port(String digits) {
    boolean sane =
        !digits.isEmpty()
            && digits.length() <= 5
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return sane ? Integer.parseInt(digits) : 0;
  }
}
