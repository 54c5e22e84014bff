// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Whether answers were validated. */
interface Authenticity {
  /** Whether {@code dns_trust_aa} has the zone. */
  boolean trusts(String zone) throws InterruptedException;

  /** Nobody's authority is as good as a signature. */
  Authenticity STRICT = zone -> false;

  /**
   * The AD flag (RFC 4035 §3.2.3), or the AA flag for a zone that we trust the server about: a
   * server does not validate what it knows at first hand.
   */
  default boolean of(Message reply) throws InterruptedException {
    if (reply.getHeader().getFlag(Flags.AD)) {
      return true;
    }
    String zone = reply.getHeader().getFlag(Flags.AA) ? zone(reply) : null;
    return zone != null && trusts(zone);
  }

  /** The zone that the authority section tells of. */
  private static @Nullable String zone(Message reply) {
    boolean answered = !reply.getSection(Section.ANSWER).isEmpty();
    List<Record> authority = reply.getSection(Section.AUTHORITY);
    return authority.stream()
        .filter(record -> record.getType() == (answered ? Type.NS : Type.SOA))
        .findFirst()
        .map(record -> record.getName().toString(true))
        .orElse(null);
  }
}
