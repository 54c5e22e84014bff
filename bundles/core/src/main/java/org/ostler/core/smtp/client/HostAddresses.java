// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.WidenedNames;

/** Finds the addresses of hosts that routing gave by name. Safe for many threads. */
final class HostAddresses {
  private final Resolver resolver;

  HostAddresses(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * The addresses of a hop, IPv4 first; empty when there are none. {@code gethostbyname} of the
   * transport asks the system, which knows {@code /etc/hosts}, instead of DNS.
   */
  Found find(NextHop hop, Settings transport, Situation situation)
      throws InterruptedException, Rejected {
    String literal = hop.address() != null ? hop.address() : bare(hop.name());
    if (isLiteral(literal)) {
      return new Found(hop, parse(literal).stream().toList(), false);
    }
    if (transport.value(ClientOptions.GETHOSTBYNAME)) {
      return ask(hop);
    }
    boolean qualify = transport.find(ClientOptions.DNS_QUALIFY_SINGLE).orElse(true);
    boolean search = transport.find(ClientOptions.DNS_SEARCH_PARENTS).orElse(false);
    Found found = new Found(hop, List.of(), false);
    for (String name : WidenedNames.completed(hop.name(), qualify, search, situation)) {
      NextHop named = new NextHop(name, null, hop.port(), hop.preference(), hop.secure());
      found =
          query(
              named,
              Listed.has(transport, ClientOptions.DNSSEC_REQUEST_DOMAINS, name, situation),
              Listed.has(transport, ClientOptions.DNSSEC_REQUIRE_DOMAINS, name, situation));
      if (!found.addresses().isEmpty() || found.tryAgain()) {
        break;
      }
    }
    return found.addresses().isEmpty() ? new Found(hop, List.of(), found.tryAgain()) : found;
  }

  private static Found ask(NextHop hop) {
    try {
      return new Found(hop, List.of(InetAddress.getAllByName(hop.name())), false);
    } catch (UnknownHostException unknown) {
      return new Found(hop, List.of(), false);
    }
  }

  private Found query(NextHop hop, boolean requested, boolean required)
      throws InterruptedException {
    List<InetAddress> addresses = new ArrayList<>();
    boolean again = false;
    boolean secure = true;
    for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
      switch (resolver.query(hop.name(), type)) {
        case Answer.Records records -> {
          secure &= records.authenticated();
          records.records().forEach(text -> parse(text).ifPresent(addresses::add));
        }
        case Answer.TryAgain ignored -> again = true;
        default -> {}
      }
    }
    if (required && !secure) {
      return new Found(hop, List.of(), true);
    }
    secure &= !addresses.isEmpty() && (requested || required);
    if (addresses.isEmpty() && hop.name().equalsIgnoreCase("localhost")) {
      addresses.add(InetAddress.getLoopbackAddress());
    }
    NextHop known = new NextHop(hop.name(), null, hop.port(), hop.preference(), secure);
    return new Found(known, addresses, again && addresses.isEmpty());
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

  /**
   * The result of a search.
   *
   * @param hop the hop, which now tells whether its addresses were signed
   * @param addresses what was found
   * @param tryAgain whether nothing was found only because DNS did not answer
   */
  record Found(NextHop hop, List<InetAddress> addresses, boolean tryAgain) {}
}
