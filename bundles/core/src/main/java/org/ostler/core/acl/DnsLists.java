// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.mail.Slot;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Findings;

/** {@code dnslists}: whether the peer's address, or other keys, are on lists kept in the DNS. */
final class DnsLists {
  private static final Slot<Map<String, Answer>> KNOWN =
      new Slot<>("acl.dnslists", Slot.Scope.CONNECTION, HashMap::new);

  private DnsLists() {}

  static Step.Work make(String argument, Site site) throws InvalidArgument {
    return site.parsing(argument, DnsListItem::parse, DnsLists::test);
  }

  private static Result test(List<DnsListItem> items, Course course) throws InterruptedException {
    DnsListItem.Unknown unknown = DnsListItem.Unknown.EXCLUDE;
    for (DnsListItem item : items) {
      if (item.unknown() != null) {
        unknown = item.unknown();
        continue;
      }
      Result result = test(item, unknown, course);
      if (result != Result.FAIL) {
        return result;
      }
    }
    return Result.FAIL;
  }

  private static Result test(DnsListItem item, DnsListItem.Unknown unknown, Course course)
      throws InterruptedException {
    if (course.traced) {
      course.say("dnslists check: " + item.source());
    }
    InetAddress peer = course.situation.peer().address();
    if (item.keys() == null && !Places.HOST.contains(course.phase)) {
      return course.error(
          "cannot test auto-keyed dnslists condition in " + PhaseNames.of(course.phase) + " ACL");
    }
    if (item.keys() == null && peer == null) {
      return Result.FAIL;
    }
    List<String> keys = item.keys() == null ? List.of(PeerText.text(peer(peer))) : item.keys();
    boolean deferred = false;
    for (String key : keys) {
      Result result = one(item, key, unknown, course);
      if (result == Result.OK || result == Result.ERROR) {
        return result;
      }
      deferred |= result == Result.DEFER;
    }
    return deferred ? Result.DEFER : Result.FAIL;
  }

  private static InetAddress peer(@Nullable InetAddress address) {
    if (address == null) {
      throw new IllegalStateException("no peer");
    }
    return address;
  }

  private static Result one(
      DnsListItem item, String key, DnsListItem.Unknown unknown, Course course)
      throws InterruptedException {
    InetAddress literal = PeerNames.literal(key);
    String prefix = literal == null ? key : PeerNames.reversed(literal);
    return switch (ask(prefix + "." + item.domain(), RecordType.A, course)) {
      case Answer.Records records -> {
        List<String> values = inside(records.records(), key + " at " + item.domain(), course);
        yield values.isEmpty() || !item.filter().passes(values)
            ? Result.FAIL
            : listed(item, key, prefix, values, course);
      }
      case Answer.NoData noData -> Result.FAIL;
      case Answer.NoSuchName none -> Result.FAIL;
      case Answer.TryAgain again -> undecided(item, key, prefix, unknown, course);
    };
  }

  /** Values outside 127/8 come from a list whose domain was lost, not from its operator. */
  private static List<String> inside(List<String> values, String query, Course course) {
    List<String> inside = new ArrayList<>();
    for (String value : values) {
      if (value.startsWith("127.")) {
        inside.add(value);
      } else {
        course
            .log()
            .main(
                null,
                "DNS list lookup for "
                    + query
                    + " returned "
                    + value
                    + "; not in 127.0/8 and discarded");
      }
    }
    return inside;
  }

  private static Result listed(
      DnsListItem item, String key, String prefix, List<String> values, Course course)
      throws InterruptedException {
    List<String> shown = values;
    if (!item.textDomain().equals(item.domain())) {
      // Two domains: the second was asked above, the first must list it too and has the text.
      if (!(ask(prefix + "." + item.textDomain(), RecordType.A, course)
          instanceof Answer.Records again)) {
        return Result.FAIL;
      }
      shown = again.records();
    }
    Findings findings = course.situation.findings();
    findings.set("dnslist_domain", Text.of(item.textDomain()));
    findings.set("dnslist_matched", Text.of(key));
    findings.set("dnslist_value", Text.of(String.join(", ", shown)));
    findings.clear("dnslist_text");
    if (ask(prefix + "." + item.textDomain(), RecordType.TXT, course)
            instanceof Answer.Records texts
        && !texts.records().isEmpty()) {
      findings.set("dnslist_text", Text.tainted(texts.records().getFirst(), "a DNS list"));
    }
    if (course.traced) {
      course.say("=> that means " + key + " is listed at " + item.textDomain());
    }
    return Result.OK;
  }

  private static Result undecided(
      DnsListItem item, String key, String prefix, DnsListItem.Unknown unknown, Course course) {
    String text =
        switch (unknown) {
          case EXCLUDE -> "assumed not in list";
          case INCLUDE -> "assumed in list";
          case DEFER -> "returned DEFER";
        };
    if (course.log().selects(LogSelector.DNSLIST_DEFER)) {
      course
          .log()
          .main(
              null,
              "DNS list lookup defer (probably timeout) for "
                  + prefix
                  + "."
                  + item.domain()
                  + ": "
                  + text);
    }
    return switch (unknown) {
      case EXCLUDE -> Result.FAIL;
      case INCLUDE -> {
        Findings findings = course.situation.findings();
        findings.set("dnslist_domain", Text.of(item.textDomain()));
        findings.set("dnslist_matched", Text.of(key));
        findings.clear("dnslist_value");
        findings.clear("dnslist_text");
        yield Result.OK;
      }
      case DEFER -> Result.DEFER;
    };
  }

  private static Answer ask(String name, RecordType type, Course course)
      throws InterruptedException {
    Map<String, Answer> known = course.situation.value(KNOWN);
    String query = type + " " + name;
    Answer answer = known.get(query);
    if (answer == null) {
      answer = course.services().environment().resolver().query(name, type);
      known.put(query, answer);
    }
    return answer;
  }
}
