// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.option.Settings;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.IpText;

/**
 * Finds the name of a peer, in the ways of {@code host_lookup_order}: one from the DNS counts only
 * when its own addresses have the peer's (RFC 1912 §2.1).
 */
public final class ReverseLookup {
  private static final String BY_DNS = "bydns";
  private static final String BY_ADDRESS = "byaddr";

  private final Supplier<Resolver> resolver;
  private final Supplier<List<String>> order;
  private final HostsFile hosts;
  private final @Nullable Log log;

  /** In all ways; the log hears when there is no name. */
  public ReverseLookup(Supplier<Resolver> resolver, Supplier<Settings> main, Log log) {
    this(resolver, () -> main.get().value(DnsOptions.HOST_LOOKUP_ORDER), HostsFile.OF_MACHINE, log);
  }

  ReverseLookup(
      Supplier<Resolver> resolver,
      Supplier<List<String>> order,
      HostsFile hosts,
      @Nullable Log log) {
    this.resolver = resolver;
    this.order = order;
    this.hosts = hosts;
    this.log = log;
  }

  /** By the DNS alone. */
  public ReverseLookup(Supplier<Resolver> resolver) {
    this(resolver, () -> List.of(BY_DNS), HostsFile.OF_MACHINE, null);
  }

  /** What is wrong with the option, its name before a colon; empty for nothing. */
  public static Optional<String> objection(Settings main) {
    return main.value(DnsOptions.HOST_LOOKUP_ORDER).stream()
        .filter(way -> !way.equals(BY_DNS) && !way.equals(BY_ADDRESS))
        .map(way -> "host_lookup_order: \"" + way + "\" is none of bydns and byaddr")
        .findFirst();
  }

  /** Notes the name in the connection, or why there is none. */
  public void find(Connection connection) throws InterruptedException {
    InetAddress address = connection.address();
    if (address == null || connection.hostNameLookedUp) {
      return;
    }
    connection.hostNameLookedUp = true;
    boolean asked = false;
    for (String way : order.get()) {
      String own = way.equals(BY_ADDRESS) ? hosts.name(address) : null;
      if (own != null) {
        confirm(resolver.get(), new Answer.Records(List.of(own), false, 0), address, connection);
        return;
      }
      if (!asked && byDns(resolver.get(), address, connection)) {
        return;
      }
      asked = true;
    }
    connection.hostLookupFailed = !connection.hostLookupDeferred;
    if (connection.hostLookupFailed) {
      connection.hostLookupMessage = " (failed to find host name from IP address)";
    }
    if (log != null && connection.hostLookupFailed && log.selects(LogSelector.HOST_LOOKUP_FAILED)) {
      log.main(null, "no host name found for IP address " + IpText.of(address));
    }
  }

  /** Whether the DNS has names for the address, good or not. */
  private static boolean byDns(Resolver dns, InetAddress address, Connection connection)
      throws InterruptedException {
    switch (dns.query(reverseName(address), RecordType.PTR)) {
      case Answer.Records records -> {
        confirm(dns, records, address, connection);
        return true;
      }
      case Answer.TryAgain ignored -> connection.hostLookupDeferred = true;
      case Answer.NoData ignored -> {}
      case Answer.NoSuchName ignored -> {}
    }
    return false;
  }

  private static void confirm(
      Resolver dns, Answer.Records found, InetAddress address, Connection connection)
      throws InterruptedException {
    List<String> names = found.records();
    RecordType type = address.getAddress().length == 4 ? RecordType.A : RecordType.AAAA;
    // A hostile zone may list names without end.
    for (String name : names.subList(0, Math.min(names.size(), 10))) {
      Answer answer = dns.query(name, type);
      if (answer instanceof Answer.Records own && own.records().contains(IpText.of(address))) {
        connection.hostName(name);
        connection.hostNameSigned = found.authenticated() && own.authenticated();
        connection.hostLookupDeferred = false;
        return;
      }
      if (answer instanceof Answer.TryAgain) {
        connection.hostLookupDeferred = true;
      }
    }
    connection.hostLookupFailed = !connection.hostLookupDeferred;
    if (connection.hostLookupFailed && !names.isEmpty()) {
      connection.hostLookupMessage =
          " ("
              + IpText.of(address)
              + " does not match any IP address for "
              + names.getFirst()
              + ")";
    }
  }

  /** The name below in-addr.arpa or ip6.arpa (RFC 1035 §3.5, RFC 3596 §2.5). */
  static String reverseName(InetAddress address) {
    byte[] octets = address.getAddress();
    StringBuilder name = new StringBuilder();
    for (int i = octets.length - 1; i >= 0; i--) {
      int octet = octets[i] & 0xff;
      if (octets.length == 4) {
        name.append(octet).append('.');
      } else {
        name.append(Integer.toHexString(octet & 0xf))
            .append('.')
            .append(Integer.toHexString(octet >> 4))
            .append('.');
      }
    }
    return name.append(octets.length == 4 ? "in-addr.arpa" : "ip6.arpa").toString();
  }
}
