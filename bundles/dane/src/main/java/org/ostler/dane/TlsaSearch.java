// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.tls.Associations.Finding;

/** Finds the TLSA records of a server (RFC 7672 §2.2). Stateless. */
final class TlsaSearch {
  private static final int ALIASES = 8;

  private final Resolver resolver;

  TlsaSearch(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Searches under the name that aliases lead to, then under the one that they start from. */
  Finding find(String host, int port) throws InterruptedException {
    String reason = "";
    for (String base : baseDomains(host)) {
      switch (resolver.query("_" + port + "._tcp." + base, RecordType.TLSA)) {
        case Answer.Records answer when answer.authenticated() -> {
          return finding(base, TlsaRecords.usable(answer.records()));
        }
        case Answer.Records _ -> reason = "TLSA lookup for " + base + " not DNSSEC";
        case Answer.TryAgain(var trouble) -> {
          // RFC 7672 §2.1: a lie that does not verify is an attack, not a missing record.
          return new Finding.TryAgain(trouble);
        }
        default -> {}
      }
    }
    return new Finding.Nothing(reason);
  }

  private static Finding finding(String base, TlsaRecords records) {
    return records.records().isEmpty()
        ? new Finding.Unusable(base)
        : new Finding.Published(base, records.texts(), records.usages());
  }

  /** RFC 7672 §2.2.2: aliases count as far as they are signed. */
  private List<String> baseDomains(String host) throws InterruptedException {
    List<String> names = new ArrayList<>(List.of(host));
    for (int i = 0; i < ALIASES; i++) {
      Answer answer = resolver.query(names.getLast(), RecordType.CNAME);
      if (!(answer instanceof Answer.Records alias)
          || !alias.authenticated()
          || names.contains(alias.records().getFirst())) {
        break;
      }
      names.add(alias.records().getFirst());
    }
    return names.size() == 1 ? names : List.of(names.getLast(), host);
  }
}
