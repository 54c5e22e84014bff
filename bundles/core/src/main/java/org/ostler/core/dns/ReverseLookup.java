// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.IpText;

/**
 * Finds the name of a peer: one counts only when its own addresses have the peer's (RFC 1912 §2.1).
 */
public final class ReverseLookup {
  private final Supplier<Resolver> resolver;

  public ReverseLookup(Supplier<Resolver> resolver) {
    this.resolver = resolver;
  }

  /** Notes the name in the connection, or why there is none. */
  public void find(Connection connection) throws InterruptedException {
    InetAddress address = connection.address();
    if (address == null || connection.hostNameLookedUp) {
      return;
    }
    connection.hostNameLookedUp = true;
    Resolver dns = resolver.get();
    switch (dns.query(reverseName(address), RecordType.PTR)) {
      case Answer.Records records -> confirm(dns, records, address, connection);
      case Answer.TryAgain ignored -> connection.hostLookupDeferred = true;
      case Answer.NoData ignored -> connection.hostLookupFailed = true;
      case Answer.NoSuchName ignored -> connection.hostLookupFailed = true;
    }
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
        return;
      }
      if (answer instanceof Answer.TryAgain) {
        connection.hostLookupDeferred = true;
      }
    }
    connection.hostLookupFailed = !connection.hostLookupDeferred;
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
