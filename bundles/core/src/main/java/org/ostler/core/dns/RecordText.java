// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.core.mail.IpText;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SPFRecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;

/** Records in the form that {@code Resolver} promises. */
final class RecordText {
  private RecordText() {}

  static String of(Record record, RecordType type) {
    boolean apart = !type.wireName().equals(type.name());
    return switch (record) {
      case ARecord a -> a.getAddress().getHostAddress();
      case AAAARecord aaaa -> IpText.of(aaaa.getAddress());
      case MXRecord mx -> mx.getPriority() + " " + name(mx.getTarget());
      case SRVRecord srv ->
          srv.getPriority()
              + " "
              + srv.getWeight()
              + " "
              + srv.getPort()
              + " "
              + name(srv.getTarget());
      case CNAMERecord cname -> name(cname.getTarget());
      case NSRecord ns -> name(ns.getTarget());
      case PTRRecord ptr -> name(ptr.getTarget());
      case TXTRecord txt when apart -> quoted(txt.getStringsAsByteArrays());
      case SPFRecord spf when apart -> quoted(spf.getStringsAsByteArrays());
      case TXTRecord txt -> octets(txt.getStringsAsByteArrays());
      case SPFRecord spf -> octets(spf.getStringsAsByteArrays());
      case SOARecord soa ->
          name(soa.getHost())
              + " "
              + name(soa.getAdmin())
              + " "
              + soa.getSerial()
              + " "
              + soa.getRefresh()
              + " "
              + soa.getRetry()
              + " "
              + soa.getExpire()
              + " "
              + soa.getMinimum();
      case TLSARecord tlsa ->
          tlsa.getCertificateUsage()
              + " "
              + tlsa.getSelector()
              + " "
              + tlsa.getMatchingType()
              + " "
              + HexFormat.of().formatHex(tlsa.getCertificateAssociationData());
      default -> record.rdataToString();
    };
  }

  private static String name(Name name) {
    return name.equals(Name.root) ? "" : name.toString(true);
  }

  private static String quoted(Iterable<byte[]> strings) {
    StringBuilder joined = new StringBuilder();
    for (byte[] part : strings) {
      String text = new String(part, StandardCharsets.ISO_8859_1);
      joined.append(joined.isEmpty() ? "\"" : " \"");
      joined.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return joined.toString();
  }

  private static String octets(Iterable<byte[]> strings) {
    StringBuilder joined = new StringBuilder();
    strings.forEach(part -> joined.append(new String(part, StandardCharsets.ISO_8859_1)));
    return joined.toString();
  }
}
