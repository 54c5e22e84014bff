// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.util.List;
import java.util.Objects;

/** The TLSA records of one server that its certificate is judged by. */
record TlsaRecords(List<TlsaRecord> records) {
  // A record set that is larger than this is an attack, not a policy.
  private static final int MOST = 64;

  TlsaRecords {
    records = List.copyOf(records);
  }

  /** Those of use among the texts of an answer. */
  static TlsaRecords usable(List<String> texts) {
    List<TlsaRecord> usable =
        texts.stream()
            .limit(MOST)
            .map(TlsaRecord::parse)
            .filter(Objects::nonNull)
            .filter(TlsaRecord::isUsable)
            .distinct()
            .toList();
    return new TlsaRecords(usable.stream().filter(r -> !isOutdone(r, usable)).toList());
  }

  /**
   * RFC 7671 §9: of digests by two algorithms only those by the stronger count, or a broken
   * algorithm could never be given up.
   */
  private static boolean isOutdone(TlsaRecord record, List<TlsaRecord> all) {
    return record.matching() == TlsaRecord.SHA_256
        && all.stream()
            .anyMatch(
                other ->
                    other.matching() == TlsaRecord.SHA_512
                        && other.usage() == record.usage()
                        && other.selector() == record.selector());
  }

  /** The bits {@code 1 << usage}. */
  int usages() {
    return records.stream().mapToInt(record -> 1 << record.usage()).reduce(0, (a, b) -> a | b);
  }

  List<TlsaRecord> of(int usage) {
    return records.stream().filter(record -> record.usage() == usage).toList();
  }

  List<String> texts() {
    return records.stream().map(TlsaRecord::text).toList();
  }
}
