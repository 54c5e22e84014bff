// SPDX-License-Identifier: Apache-2.0
package org.ostler.dnsdb;

import java.util.Locale;

/** What may be asked for: the types of records, and those that Exim made up. */
enum RecordKind {
  A,
  AAAA,
  /** Both kinds of addresses, those of IPv6 first. */
  ADDRESSES,
  CNAME,
  /** Client SMTP authorization. */
  CSA,
  MX,
  /** The hosts of MX records, without preferences. */
  MXH,
  NS,
  PTR,
  SOA,
  SPF,
  SRV,
  TLSA,
  TXT,
  /** The name servers of the zone that a name is in. */
  ZNS;

  /** The kind of a word; case does not matter. */
  static RecordKind of(String word) throws MalformedQuery {
    String upper = word.toUpperCase(Locale.ROOT);
    if (upper.equals("A+")) {
      return ADDRESSES;
    }
    for (RecordKind kind : values()) {
      if (kind.name().equals(upper) && kind != ADDRESSES) {
        return kind;
      }
    }
    throw new MalformedQuery("unsupported DNS record type");
  }
}
