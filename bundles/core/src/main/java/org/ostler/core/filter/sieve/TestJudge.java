// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.filter.sieve.Matching.Part;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.AddressText;
import org.ostler.language.text.Ascii;

/**
 * Decides tests. One that is not to be obeyed is looked through for errors all the same, as Exim
 * does; what it says then means nothing.
 */
final class TestJudge {
  private static final Set<String> ADDRESS_FIELDS =
      Set.of("from", "to", "cc", "bcc", "sender", "resent-from", "resent-to");

  private final Situation situation;
  private final SieveFacts facts;
  private final SieveHeader header;
  private final Comparison comparison;
  private final Effort effort;

  TestJudge(Situation situation, SieveFacts facts, SieveWatch watch, Effort effort) {
    this.situation = situation;
    this.facts = facts;
    this.header = new SieveHeader(situation);
    this.comparison = new Comparison(effort, watch::hear);
    this.effort = effort;
  }

  boolean test(SieveTest test, boolean obeyed) throws BadSieve, InterruptedException {
    return switch (test) {
      case SieveTest.Addresses it -> addresses(it, obeyed);
      case SieveTest.Envelope it -> envelope(it, obeyed);
      case SieveTest.Header it -> header(it, obeyed);
      case SieveTest.Exists it -> !obeyed || exists(it);
      case SieveTest.Size(var over, var octets) -> size(over, octets);
      case SieveTest.Constant(var value) -> value;
      case SieveTest.Fault(var message, var line) -> throw new BadSieve(message, line);
      case SieveTest.Not(var inner) -> !test(inner, obeyed);
      case SieveTest.AllOf(var tests) -> count(tests, obeyed) == tests.size();
      case SieveTest.AnyOf(var tests) -> count(tests, obeyed) > 0;
      case SieveTest.ValidMethod(var uris) -> uris.stream().allMatch(TestJudge::isValid);
      case SieveTest.MethodCapability it -> obeyed && capability(it);
    };
  }

  /** All are tested, so that errors are found in all. */
  private int count(List<SieveTest> tests, boolean obeyed) throws BadSieve, InterruptedException {
    int holding = 0;
    for (SieveTest test : tests) {
      holding += test(test, obeyed) ? 1 : 0;
    }
    return holding;
  }

  private boolean matches(Matching matching, List<String> keys, String value, int line)
      throws BadSieve {
    for (String key : keys) {
      if (comparison.test(matching, key, value, line)) {
        return true;
      }
    }
    return false;
  }

  private boolean addresses(SieveTest.Addresses test, boolean obeyed) throws BadSieve {
    for (String field : test.fields()) {
      if (!ADDRESS_FIELDS.contains(Ascii.lower(field))) {
        throw new BadSieve("invalid header field", test.line());
      }
      if (obeyed && holdsAddress(test, field)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsAddress(SieveTest.Addresses test, String field) throws BadSieve {
    effort.look(situation.headerFields().size(), test.line());
    for (String body : header.bodies(field)) {
      effort.look(body.length(), test.line());
      for (AddressText.Address address : AddressText.parseAll(body)) {
        String part = part(address, test.matching().part());
        if (part != null && matches(test.matching(), test.keys(), part, test.line())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Nobody but the user's own site knows where a detail begins (RFC 5233 §4). */
  private static @Nullable String part(AddressText.Address address, Part part) {
    return switch (part) {
      case USER, LOCAL_PART -> address.localPart();
      case DOMAIN -> address.domain().isEmpty() ? null : address.domain();
      case DETAIL -> null;
      case ALL -> address.whole();
    };
  }

  private boolean header(SieveTest.Header test, boolean obeyed) throws BadSieve {
    for (String field : test.fields()) {
      if (!isName(field)) {
        throw new BadSieve("invalid header field", test.line());
      }
      effort.look(situation.headerFields().size(), test.line());
      for (String value : obeyed ? header.values(field) : List.<String>of()) {
        effort.look(value.length(), test.line());
        if (matches(test.matching(), test.keys(), value, test.line())) {
          return true;
        }
      }
    }
    return false;
  }

  /** RFC 5322 §3.6.8, and octets beyond ASCII. */
  private static boolean isName(String field) {
    return !field.isEmpty() && field.chars().allMatch(c -> c > ' ' && c != ':' && c != 127);
  }

  private boolean exists(SieveTest.Exists test) throws BadSieve {
    for (String field : test.fields()) {
      if (!field.isEmpty() && !isName(field)) {
        throw new BadSieve("header string expansion failed", test.line());
      }
      effort.look(situation.headerFields().size(), test.line());
      if (!header.has(field)) {
        return false;
      }
    }
    return true;
  }

  private boolean size(boolean over, long octets) throws InterruptedException {
    Text known = situation.variable("message_size");
    long size = known == null ? 0 : Long.parseLong(known.value());
    return over ? size > octets : size < octets;
  }

  private boolean envelope(SieveTest.Envelope test, boolean obeyed)
      throws BadSieve, InterruptedException {
    Part part = test.matching().part();
    for (String name : test.parts()) {
      String value =
          switch (Ascii.lower(name)) {
            case "from" -> obeyed ? sender(part) : null;
            case "to" -> obeyed ? recipient(part, test.line()) : null;
            default -> throw new BadSieve("invalid envelope string", test.line());
          };
      if (value != null && matches(test.matching(), test.keys(), value, test.line())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String sender(Part part) {
    ReversePath sender = situation.envelope().sender();
    String whole = sender == null ? "" : sender.address();
    AddressText.Address address = AddressText.parse(whole);
    return address == null
        ? part == Part.DETAIL ? null : ""
        : part == Part.ALL ? whole : part(address, part);
  }

  private @Nullable String recipient(Part part, int line) throws BadSieve, InterruptedException {
    String local =
        variable("local_part_prefix") + variable("local_part") + variable("local_part_suffix");
    return switch (part) {
      case ALL -> local + "@" + variable("domain");
      case LOCAL_PART -> local;
      case DOMAIN -> variable("domain");
      case USER -> facts.userAddress() == null ? local : expanded(facts.userAddress(), line);
      case DETAIL -> facts.subaddress() == null ? null : expanded(facts.subaddress(), line);
    };
  }

  private String variable(String name) throws InterruptedException {
    Text value = situation.variable(name);
    return value == null ? "" : value.value();
  }

  private String expanded(Expandable text, int line) throws BadSieve, InterruptedException {
    if (text.expand(situation) instanceof Expansion.Value(var value)) {
      return value.value();
    }
    throw new BadSieve("header string expansion failed", line);
  }

  private static boolean isValid(String uri) {
    try {
      MailtoUri.read(uri);
      return true;
    } catch (MailtoUri.Bad bad) {
      return false;
    }
  }

  /** RFC 5436 §2.4: nobody knows whether somebody reads mail just now. */
  private boolean capability(SieveTest.MethodCapability test) throws BadSieve {
    return isValid(test.uri())
        && Ascii.sameIgnoringCase(test.capability(), "online")
        && matches(test.matching(), test.keys(), "maybe", test.line());
  }
}
