// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ostler.api.option.Settings;
import org.ostler.core.route.OwnAddresses;

/** Reads {@code local_interfaces} and {@code daemon_smtp_ports}. */
final class ListenAddresses {
  private static final Map<String, Integer> SERVICES =
      Map.of("smtp", 25, "submission", 587, "ssmtp", 465, "smtps", 465, "submissions", 465);

  private ListenAddresses() {}

  /**
   * The addresses to bind: those with a port of their own, and the others with each of the ports.
   */
  static List<InetSocketAddress> of(Settings main) throws IOException {
    List<Integer> ports = new ArrayList<>();
    for (String word : main.value(SmtpOptions.DAEMON_SMTP_PORTS)) {
      ports.add(port(word.strip()));
    }
    List<String> interfaces = main.find(OwnAddresses.LOCAL_INTERFACES).orElse(List.of("::0"));
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String text : interfaces) {
      add(addresses, text.strip(), ports);
    }
    // On a dual-stack host the IPv6 wildcard takes IPv4 as well, and binding 0.0.0.0 after it would
    // fail.
    boolean all =
        addresses.stream()
            .anyMatch(
                address ->
                    address.getAddress().isAnyLocalAddress()
                        && address.getAddress().getAddress().length == 16);
    if (all) {
      addresses.removeIf(
          address ->
              address.getAddress().isAnyLocalAddress()
                  && address.getAddress().getAddress().length == 4);
    }
    return addresses;
  }

  /** Whether the word of a list of ports means this one. */
  static boolean isPort(String word, int port) {
    try {
      return port(word) == port;
    } catch (IOException _) {
      return false;
    }
  }

  private static int port(String word) throws IOException {
    Integer known = SERVICES.get(word);
    if (known != null) {
      return known;
    }
    try {
      int number = Integer.parseInt(word);
      if (number >= 0 && number <= 65535) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IOException(
        "daemon_smtp_ports: \""
            + word
            + "\" is no port; give a number or one of "
            + SERVICES.keySet());
  }

  /** {@code address}, {@code address.port} (IPv4), {@code [address]:port}, {@code [address]}. */
  private static void add(List<InetSocketAddress> addresses, String text, List<Integer> ports)
      throws IOException {
    String host = text;
    String own = "";
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      host = text.substring(1, Math.max(end, 1));
      own = text.substring(end + 1).replaceFirst("^[:.]", "");
    } else if (text.matches("\\d+(\\.\\d+){4}")) {
      host = text.substring(0, text.lastIndexOf('.'));
      own = text.substring(text.lastIndexOf('.') + 1);
    }
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(host.equals("::0") ? "::" : host);
    } catch (IllegalArgumentException e) {
      throw new IOException("local_interfaces: \"" + text + "\" is no IP address", e);
    }
    for (int port : own.isEmpty() ? ports : List.of(port(own))) {
      addresses.add(new InetSocketAddress(address, port));
    }
  }
}
