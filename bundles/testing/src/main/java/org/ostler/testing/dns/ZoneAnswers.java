// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers to questions on the wire, from a text zone. */
record ZoneAnswers(TextZone zone, long ttlSeconds, boolean followsAliases) {
  private static final int LONGEST_CHAIN = 12;

  /** The answer; null when there is to be none. */
  @Nullable Message answer(Message query) throws InterruptedException {
    Record question = query.getQuestion();
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RD);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    if (query.getOPT() != null) {
      answer.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
    }
    RecordType type = type(question.getType());
    if (type == null) {
      answer.getHeader().setRcode(Rcode.NOTIMP);
      return answer;
    }
    return fill(answer, question.getName(), type) ? answer : null;
  }

  private static @Nullable RecordType type(int number) {
    for (RecordType type : RecordType.values()) {
      if (type.name().equals(Type.string(number))) {
        return type;
      }
    }
    return null;
  }

  private boolean fill(Message answer, Name asked, RecordType type) throws InterruptedException {
    Name at = asked;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      if (type != RecordType.CNAME
          && zone.query(at.toString(true), RecordType.CNAME) instanceof Answer.Records alias) {
        String target = alias.records().getFirst();
        add(answer, at, RecordType.CNAME, target);
        if (!followsAliases) {
          return true;
        }
        at = name(target);
        continue;
      }
      return conclude(answer, at, type, zone.query(at.toString(true), type));
    }
    answer.getHeader().setRcode(Rcode.SERVFAIL);
    return true;
  }

  private boolean conclude(Message answer, Name at, RecordType type, Answer found) {
    switch (found) {
      case Answer.Records records -> {
        records.records().forEach(text -> add(answer, at, type, text));
        if (records.authenticated()) {
          answer.getHeader().setFlag(Flags.AD);
        }
      }
      case Answer.NoSuchName _ -> {
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
        answer.addRecord(authority(at), Section.AUTHORITY);
      }
      case Answer.NoData _ -> answer.addRecord(authority(at), Section.AUTHORITY);
      case Answer.TryAgain again -> {
        if (again.reason().equals("TIMEOUT")) {
          return false;
        }
        answer.getHeader().setRcode(Rcode.SERVFAIL);
      }
    }
    return true;
  }

  private Record authority(Name at) {
    Name host = name("ns.invalid");
    return new SOARecord(at, DClass.IN, ttlSeconds, host, host, 1, 3600, 600, 86400, ttlSeconds);
  }

  private void add(Message answer, Name owner, RecordType type, String text) {
    String data = type == RecordType.TXT || type == RecordType.SPF ? quoted(text) : rooted(text);
    try {
      answer.addRecord(
          Record.fromString(owner, Type.value(type.name()), DClass.IN, ttlSeconds, data, Name.root),
          Section.ANSWER);
    } catch (IOException e) {
      throw new UncheckedIOException(type + " " + text, e);
    }
  }

  /** The root as a host, which the zone keeps without its dot (RFC 7505 §3). */
  private static String rooted(String data) {
    return data.endsWith(" ") ? data + "." : data;
  }

  /** Character-strings of at most 255 octets (RFC 1035 §3.3). */
  private static String quoted(String text) {
    StringBuilder data = new StringBuilder();
    for (int from = 0; from == 0 || from < text.length(); from += 255) {
      data.append(data.isEmpty() ? "\"" : " \"");
      for (char c : text.substring(from, Math.min(text.length(), from + 255)).toCharArray()) {
        data.append('\\').append("%03d".formatted((int) c));
      }
      data.append('"');
    }
    return data.toString();
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
