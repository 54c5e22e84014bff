// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.dns;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The resolver of the running configuration. Called from many threads; blocks within the configured
 * time limits.
 */
@ConsumerType
public interface Resolver {
  /** Looks up all records of a type; {@code name} is absolute, with or without its final dot. */
  Answer query(String name, RecordType type) throws InterruptedException;

  /** The types of record that Ostler and its features use. */
  enum RecordType {
    A,
    AAAA,
    CNAME,
    MX,
    NS,
    PTR,
    SOA,
    SPF,
    /** SPF, with its character-strings apart. */
    SPF_STRINGS,
    SRV,
    TLSA,
    TXT,
    /** TXT, with its character-strings apart. */
    TXT_STRINGS;

    /** The type by which the DNS knows it (RFC 1035 §3.2.2). */
    public String wireName() {
      return switch (this) {
        case SPF_STRINGS -> "SPF";
        case TXT_STRINGS -> "TXT";
        default -> name();
      };
    }
  }

  /** How a query ended. */
  sealed interface Answer {
    /**
     * There are records.
     *
     * @param records the records' data in presentation form without final dots, order as received:
     *     an address; for MX {@code "10 host"}, for SRV {@code "1 2 25 host"}; for TXT the joined
     *     character-strings as octets, unquoted; for {@code TXT_STRINGS} each in double quotes with
     *     a blank between, a backslash before quotes and backslashes inside
     * @param authenticated whether the answer was DNSSEC-validated
     * @param ttlSeconds how long it may be kept
     */
    record Records(List<String> records, boolean authenticated, long ttlSeconds)
        implements Answer {}

    /** The name exists, but has no record of the type. */
    record NoData(boolean authenticated) implements Answer {}

    /** There is no such name. */
    record NoSuchName(boolean authenticated) implements Answer {}

    /** No answer: servers fail, time ran out, or the name cannot be asked. */
    record TryAgain(String reason) implements Answer {}
  }
}
