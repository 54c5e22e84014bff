// SPDX-License-Identifier: Apache-2.0
package org.ostler.dnsdb;

import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.text.Text;
import org.ostler.dnsdb.DnsdbQuery.Choice;

/** One query on its way through its names. Confined to one thread. */
final class DnsdbRun {
  private static final int LONGEST_LABEL = 63;

  private final Resolver resolver;
  private final DnsdbQuery query;
  private final StringBuilder found = new StringBuilder();
  private @Nullable String trouble;
  private boolean authenticated;

  DnsdbRun(Resolver resolver, DnsdbQuery query) {
    this.resolver = resolver;
    this.query = query;
  }

  /** Whether the last answer was DNSSEC-validated. */
  boolean authenticated() {
    return authenticated;
  }

  Lookup.Answer run() throws InterruptedException {
    for (String name : query.names()) {
      ask(name);
      if (trouble != null && query.deferring() == Choice.STRICT) {
        return new Lookup.Answer.Deferred(trouble);
      }
    }
    if (!found.isEmpty()) {
      return new Lookup.Answer.Found(Text.tainted(found.toString(), "the DNS"), true);
    }
    return trouble == null ? new Lookup.Answer.Missing() : new Lookup.Answer.Deferred(trouble);
  }

  private void ask(String name) throws InterruptedException {
    switch (query.kind()) {
      case ADDRESSES -> {
        records(name, RecordType.AAAA);
        records(name, RecordType.A);
      }
      case CSA -> records("_client._smtp." + ReverseName.of(name), RecordType.SRV);
      case MXH -> records(name, RecordType.MX);
      case PTR -> records(ReverseName.of(name), RecordType.PTR);
      case SPF -> records(name, RecordType.SPF_STRINGS);
      case TXT -> records(name, RecordType.TXT_STRINGS);
      case SOA -> zone(name, RecordType.SOA);
      case ZNS -> zone(name, RecordType.NS);
      case A, AAAA, CNAME, MX, NS, SRV, TLSA ->
          records(name, RecordType.valueOf(query.kind().name()));
    }
  }

  /** Records of the zone: of the name, or of what is left when labels are taken off its front. */
  private void zone(String name, RecordType type) throws InterruptedException {
    String at = name;
    while (!at.isEmpty() && !records(at, type) && trouble == null) {
      int dot = at.indexOf('.');
      at = dot < 0 ? "" : at.substring(dot + 1);
    }
  }

  /** Takes the records of a name; whether there are any. */
  private boolean records(String name, RecordType type) throws InterruptedException {
    boolean host = type == RecordType.A || type == RecordType.AAAA || type == RecordType.MX;
    if (!canBeAsked(name, host)) {
      defer(name + " is no name that can be asked for");
      return false;
    }
    return switch (resolver.query(name, type)) {
      case Answer.Records answer -> {
        authenticated = answer.authenticated();
        if (query.security() == Choice.STRICT && !answer.authenticated()) {
          defer("no authenticated answer for " + name);
          yield true;
        }
        for (String record : answer.records()) {
          String text = RecordFields.text(query.kind(), record, query.fieldSeparator());
          if (text != null) {
            // Nothing is parted from empty texts at the front: they are as good as no record.
            found.append(found.isEmpty() ? "" : query.separator()).append(text);
          }
        }
        yield true;
      }
      case Answer.TryAgain(String reason) -> {
        defer(reason);
        yield false;
      }
      default -> false;
    };
  }

  /** RFC 1035 §2.3.4. An empty label is no name of a host, which the resolver knows at once. */
  private static boolean canBeAsked(String name, boolean host) {
    if (name.equals(".")) {
      return true;
    }
    String[] labels =
        (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).split("\\.", -1);
    for (String label : labels) {
      if (label.length() > LONGEST_LABEL || (label.isEmpty() && !host)) {
        return false;
      }
    }
    return true;
  }

  private void defer(String reason) {
    if (query.deferring() != Choice.NEVER) {
      trouble = reason;
    }
  }
}
