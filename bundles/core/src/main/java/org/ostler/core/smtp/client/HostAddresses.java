// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.routing.NextHop;

/** Finds the addresses of hosts that routing gave by name. Safe for many threads. */
final class HostAddresses {
  private final Resolver resolver;

  HostAddresses(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * The addresses of a hop, IPv4 first; empty when there are none. {@code byName} asks the system
   * ({@code gethostbyname}), which knows {@code /etc/hosts}, instead of DNS.
   */
  Found find(NextHop hop, boolean byName) throws InterruptedException {
    String literal = hop.address() != null ? hop.address() : bare(hop.name());
    if (isLiteral(literal)) {
      return new Found(parse(literal).stream().toList(), false);
    }
    return byName ? ask(hop.name()) : query(hop);
  }

  private static Found ask(String name) {
    try {
      return new Found(List.of(InetAddress.getAllByName(name)), false);
    } catch (UnknownHostException unknown) {
      return new Found(List.of(), false);
    }
  }

  private Found query(NextHop hop) throws InterruptedException {
    List<InetAddress> addresses = new ArrayList<>();
    boolean again = false;
    for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
      switch (resolver.query(hop.name(), type)) {
        case Answer.Records records ->
            records.records().forEach(text -> parse(text).ifPresent(addresses::add));
        case Answer.TryAgain ignored -> again = true;
        default -> {}
      }
    }
    if (addresses.isEmpty() && hop.name().equalsIgnoreCase("localhost")) {
      addresses.add(InetAddress.getLoopbackAddress());
    }
    return new Found(addresses, again && addresses.isEmpty());
  }

  private static String bare(String name) {
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  static boolean isLiteral(String text) {
    return text.indexOf(':') >= 0
        || (!text.isEmpty() && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.'));
  }

  private static Optional<InetAddress> parse(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException notLiteral) {
      return Optional.empty();
    }
  }

  /** Whether the address is one of this machine's. */
  static boolean isOurs(InetAddress address) {
    try {
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }

  /**
   * The result of a search.
   *
   * @param addresses what was found
   * @param tryAgain whether nothing was found only because DNS did not answer
   */
  record Found(List<InetAddress> addresses, boolean tryAgain) {}
}
