// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.option.InvalidArgument;
import org.xbill.DNS.ResolverConfig;

/** The name servers to ask. */
final class ServerList {
  private static final int PORT = 53;

  private ServerList() {}

  /**
   * The configured servers; an item of digits alone is the port of the one before it, since lists
   * split at colons.
   */
  static List<InetSocketAddress> parse(List<String> items) throws InvalidArgument {
    List<InetSocketAddress> servers = new ArrayList<>();
    for (String item : items) {
      boolean number = !item.isEmpty() && item.chars().allMatch(c -> c >= '0' && c <= '9');
      if (number && !servers.isEmpty()) {
        InetSocketAddress last = servers.removeLast();
        servers.add(new InetSocketAddress(last.getAddress(), port(item)));
      } else if (!item.isEmpty()) {
        servers.add(server(item));
      }
    }
    return servers;
  }

  private static InetSocketAddress server(String item) throws InvalidArgument {
    int close = item.indexOf(']');
    int colon = item.indexOf(':');
    boolean single = colon > 0 && item.indexOf(':', colon + 1) < 0;
    String host = close > 0 ? item.substring(1, close) : single ? item.substring(0, colon) : item;
    String rest = close > 0 ? item.substring(close + 1) : single ? item.substring(colon) : "";
    int port = rest.startsWith(":") ? port(rest.substring(1)) : PORT;
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    } catch (IllegalArgumentException notAddress) {
      throw new InvalidArgument(
          "dns_servers: \""
              + item
              + "\" is not an IP address; write for example 127.0.0.1:5353 or, for IPv6, <; ::1");
    }
  }

  private static int port(String digits) throws InvalidArgument {
    int port = digits.length() <= 5 && digits.matches("[0-9]+") ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65535) {
      throw new InvalidArgument("dns_servers: port " + digits + " is not between 1 and 65535");
    }
    return port;
  }

  /** The system's servers. */
  static List<InetSocketAddress> system() {
    List<InetSocketAddress> servers = ResolverConfig.getCurrentConfig().servers();
    return servers.isEmpty()
        ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT))
        : servers;
  }
}
