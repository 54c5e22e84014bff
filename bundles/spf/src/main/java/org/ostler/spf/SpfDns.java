// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;

/** The queries of one check, with the limits of RFC 7208 §4.6.4. */
final class SpfDns {
  private static final int MOST_TERMS = 10;
  private static final int MOST_VOID_LOOKUPS = 2;
  private static final int MOST_NAMES = 10;
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(20); // "at least 20 seconds"

  private final Resolver resolver;
  private final InstantSource clock;
  private final InetAddress client;
  private final String reverseName;
  private final Instant deadline;
  private int terms;
  private int voidLookups;
  private @Nullable List<String> clientNames;

  SpfDns(Resolver resolver, InstantSource clock, SpfIdentity identity) {
    this.resolver = resolver;
    this.clock = clock;
    this.client = identity.ip();
    this.deadline = clock.instant().plus(LONGEST_CHECK);
    List<String> labels = Arrays.asList(identity.dottedIp().split("\\."));
    this.reverseName =
        String.join(".", labels.reversed()) + (identity.isIpv4() ? ".in-addr.arpa" : ".ip6.arpa");
  }

  /** Counts a term that makes queries: include, a, mx, ptr, exists, redirect. */
  void countTerm() throws SpfError {
    if (++terms > MOST_TERMS) {
      throw SpfError.permanent("Mechanisms used too many DNS lookups");
    }
  }

  /** The TXT records of a name; none when there is no such name. */
  List<String> texts(String name) throws SpfError, InterruptedException {
    return records(name, RecordType.TXT);
  }

  /** Records for a mechanism: an empty answer counts as a void lookup. */
  List<String> counted(String name, RecordType type) throws SpfError, InterruptedException {
    List<String> records = records(name, type);
    if (records.isEmpty() && ++voidLookups > MOST_VOID_LOOKUPS) {
      throw SpfError.permanent("Mechanisms caused too many void DNS lookups");
    }
    return records;
  }

  /** The exchanges of a domain. */
  List<String> exchanges(String name) throws SpfError, InterruptedException {
    List<String> hosts = new ArrayList<>();
    for (String record : counted(name, RecordType.MX)) {
      int space = record.indexOf(' ');
      hosts.add(space < 0 ? "" : record.substring(space + 1)); // RFC 7505: the null MX has no name
    }
    // RFC 7208 §4.6.4: more than ten is a permanent error.
    if (hosts.size() > MOST_NAMES) {
      throw SpfError.permanent("Domain has too many MX records");
    }
    return hosts;
  }

  /** The addresses of a name, of the client's family. */
  List<InetAddress> addresses(String name) throws SpfError, InterruptedException {
    return parsed(counted(name, family()));
  }

  /**
   * As {@link #addresses} for an exchange: hosts without an address of the client's family are
   * usual, not suspect.
   */
  List<InetAddress> exchangeAddresses(String host) throws SpfError, InterruptedException {
    return DomainNames.isAskable(host) ? parsed(records(host, family())) : List.of();
  }

  /**
   * The names of the client that lead back to it, at most ten looked at (RFC 7208 §5.5). Empty on
   * any DNS error.
   */
  List<String> clientNames() throws InterruptedException {
    List<String> known = clientNames;
    if (known == null) {
      known = validatedNames();
      clientNames = known;
    }
    return known;
  }

  /**
   * The {@code p} macro (RFC 7208 §7.3): best the domain itself, then a name below it, then any.
   */
  String validatedName(String domain) throws InterruptedException {
    List<String> names = clientNames();
    for (String name : names) {
      if (name.equalsIgnoreCase(domain)) {
        return name;
      }
    }
    return names.stream()
        .filter(name -> DomainNames.isWithin(name, domain))
        .findFirst()
        .orElse(names.isEmpty() ? "unknown" : names.getFirst());
  }

  private List<String> validatedNames() throws InterruptedException {
    List<String> valid = new ArrayList<>();
    if (!(query(reverseName, RecordType.PTR) instanceof Answer.Records found)) {
      return valid;
    }
    for (String name : found.records().subList(0, Math.min(MOST_NAMES, found.records().size()))) {
      // A failing query makes this name invalid, nothing more.
      if (DomainNames.isAskable(name)
          && query(name, family()) instanceof Answer.Records addresses
          && parsed(addresses.records()).contains(client)) {
        valid.add(name);
      }
    }
    return valid;
  }

  private RecordType family() {
    return client.getAddress().length == 4 ? RecordType.A : RecordType.AAAA;
  }

  private List<String> records(String name, RecordType type) throws SpfError, InterruptedException {
    return switch (query(name, type)) {
      case Answer.Records found -> found.records();
      case Answer.TryAgain again ->
          throw SpfError.temporary(
              "DNS lookup of " + name + " " + type + " failed: " + again.reason());
      default -> List.of();
    };
  }

  private Answer query(String name, RecordType type) throws InterruptedException {
    if (clock.instant().isAfter(deadline)) {
      return new Answer.TryAgain("the check takes too long");
    }
    return resolver.query(name, type);
  }

  private static List<InetAddress> parsed(List<String> texts) {
    return texts.stream().map(InetAddress::ofLiteral).toList();
  }
}
