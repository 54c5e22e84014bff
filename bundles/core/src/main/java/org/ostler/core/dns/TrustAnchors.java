// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;

/** The keys from which answers are validated here: {@code dnssec_trust_anchors}. */
final class TrustAnchors {
  private TrustAnchors() {}

  /** The sets of DS or DNSKEY records, one for each zone and type. */
  static List<RRset> of(Settings main) throws InvalidArgument {
    Map<String, RRset> sets = new LinkedHashMap<>();
    for (String item : main.value(DnsOptions.DNSSEC_TRUST_ANCHORS)) {
      for (Record record : item.isEmpty() ? List.<Record>of() : records(item)) {
        sets.computeIfAbsent(record.getName() + " " + record.getType(), key -> new RRset())
            .addRR(record);
      }
    }
    return List.copyOf(sets.values());
  }

  private static List<Record> records(String item) throws InvalidArgument {
    List<Record> records = new ArrayList<>();
    byte[] text = octets(item);
    try (Master master = new Master(new ByteArrayInputStream(text), Name.root, 3600)) {
      master.disableIncludes();
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        if (!(record instanceof DSRecord) && !(record instanceof DNSKEYRecord)) {
          throw new InvalidArgument(
              "dnssec_trust_anchors: \"" + record + "\" is neither a DS nor a DNSKEY record");
        }
        records.add(record);
      }
    } catch (IOException malformed) {
      throw new InvalidArgument("dnssec_trust_anchors: " + item + ": " + malformed.getMessage());
    }
    if (records.isEmpty()) {
      throw new InvalidArgument("dnssec_trust_anchors: " + item + " has no record");
    }
    return records;
  }

  /** The item, or the content of the file that it names. */
  private static byte[] octets(String item) throws InvalidArgument {
    try {
      return item.startsWith("/")
          ? Files.readAllBytes(Path.of(item))
          : (item + "\n").getBytes(StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      throw new InvalidArgument("dnssec_trust_anchors: cannot read " + item);
    }
  }
}
