// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.ListText;

/**
 * A proxy of {@code socks_proxy}: an address, and words behind it.
 *
 * @param address where it listens
 * @param port its port
 * @param authenticates whether it hears a name and a password (RFC 1929)
 * @param name the name
 * @param password the password
 * @param timeout for connecting to it
 * @param priority those with the highest are tried first
 * @param weight how often it is tried before others of its priority
 */
record SocksProxy(
    InetAddress address,
    int port,
    boolean authenticates,
    String name,
    String password,
    Duration timeout,
    int priority,
    int weight) {
  private static final int PORT = 1080;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** RFC 1929: lengths of names and passwords are octets. */
  private static final int LONGEST = 255;

  /** Without the password. */
  @Override
  public String toString() {
    return "SOCKS proxy " + address + " port " + port;
  }

  /** Reads the proxies of a list. */
  static List<SocksProxy> parse(String list) throws InvalidArgument {
    List<SocksProxy> all = new ArrayList<>();
    ListText items = new ListText(list);
    for (String item = items.next(); item != null; item = items.next()) {
      all.add(one(item));
    }
    return List.copyOf(all);
  }

  private static SocksProxy one(String item) throws InvalidArgument {
    String[] words = item.strip().split("\\s+");
    SocksProxy proxy = new SocksProxy(address(words[0]), PORT, false, "", "", TIMEOUT, 1, 1);
    for (int i = 1; i < words.length; i++) {
      proxy = proxy.with(words[i]);
    }
    return proxy;
  }

  private static InetAddress address(String word) throws InvalidArgument {
    try {
      return InetAddress.ofLiteral(word);
    } catch (IllegalArgumentException notAddress) {
      throw new InvalidArgument("\"" + word + "\" is not an IP address");
    }
  }

  private SocksProxy with(String word) throws InvalidArgument {
    int equals = word.indexOf('=');
    String value = word.substring(equals + 1);
    return switch (equals < 0 ? "" : word.substring(0, equals)) {
      case "auth" -> with(port, authenticates(value), name, password, timeout, priority, weight);
      case "name" -> with(port, authenticates, text(value), password, timeout, priority, weight);
      case "pass" -> with(port, authenticates, name, text(value), timeout, priority, weight);
      case "port" ->
          with(number(word, 65535), authenticates, name, password, timeout, priority, weight);
      case "tmo" ->
          with(
              port,
              authenticates,
              name,
              password,
              Duration.ofSeconds(number(word, 86400)),
              priority,
              weight);
      case "pri" ->
          with(port, authenticates, name, password, timeout, number(word, 1 << 20), weight);
      case "weight" ->
          with(port, authenticates, name, password, timeout, priority, number(word, 1 << 20));
      default -> throw new InvalidArgument("\"" + word + "\" is unknown");
    };
  }

  private SocksProxy with(
      int port,
      boolean authenticates,
      String name,
      String password,
      Duration timeout,
      int priority,
      int weight) {
    return new SocksProxy(address, port, authenticates, name, password, timeout, priority, weight);
  }

  private static boolean authenticates(String value) throws InvalidArgument {
    if (!value.equals("none") && !value.equals("name")) {
      throw new InvalidArgument("\"auth=" + value + "\" is unknown: it is none or name");
    }
    return value.equals("name");
  }

  private static String text(String value) throws InvalidArgument {
    if (value.length() > LONGEST) {
      throw new InvalidArgument("a name or password has more than " + LONGEST + " octets");
    }
    return value;
  }

  private static int number(String word, int most) throws InvalidArgument {
    String digits = word.substring(word.indexOf('=') + 1);
    if (!digits.matches("\\d{1,9}")
        || Integer.parseInt(digits) < 1
        || Integer.parseInt(digits) > most) {
      throw new InvalidArgument("\"" + word + "\" is not a number from 1 to " + most);
    }
    return Integer.parseInt(digits);
  }
}
