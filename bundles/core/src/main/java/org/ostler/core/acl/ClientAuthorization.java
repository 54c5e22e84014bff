// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.mail.Slot;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.language.expansion.Environment;

/**
 * {@code verify = csa}: client SMTP authorization, by SRV records {@code _client._smtp.DOMAIN}.
 * Only a definite no fails.
 */
final class ClientAuthorization {
  private static final Slot<Map<String, Status>> KNOWN =
      new Slot<>("acl.csa", Slot.Scope.CONNECTION, HashMap::new);

  private static final String IPV4 = ".in-addr.arpa";
  private static final String IPV6 = ".ip6.arpa";

  /** How many domains above an address in the reverse DNS are asked. */
  private static final int REVERSE_LIMIT = 3;

  private ClientAuthorization() {}

  private enum Status {
    UNKNOWN("unknown", "unknown"),
    OK("ok", "ok"),
    DEFER_SRV("defer", "deferred (SRV lookup failed)"),
    DEFER_ADDRESS("defer", "deferred (target address lookup failed)"),
    EXPLICIT("fail", "failed (explicit authorization required)"),
    DOMAIN("fail", "failed (host name not authorized)"),
    NO_ADDRESS("fail", "failed (no authorized addresses)"),
    MISMATCH("fail", "failed (client address mismatch)");

    final String word;
    final String reason;

    Status(String word, String reason) {
      this.word = word;
      this.reason = reason;
    }
  }

  static Result verify(@Nullable String given, Course course) throws InterruptedException {
    Connection peer = course.situation.peer();
    Status status = Status.UNKNOWN;
    if (peer.address() != null) {
      String domain = domain(given, peer, peer.address());
      Map<String, Status> known = course.situation.value(KNOWN);
      Status before = known.get(domain);
      status =
          before != null ? before : status(domain, peer.address(), course.services().environment());
      known.put(domain, status);
    }
    String message = "client SMTP authorization " + status.reason;
    course.messages(message, message);
    course.situation.findings().set("csa_status", Text.of(status.word));
    return Result.of(!status.word.equals("fail"));
  }

  private static String domain(@Nullable String given, Connection peer, InetAddress address) {
    String domain = given != null && !given.isEmpty() ? given : peer.heloName();
    if (domain == null) {
      return PeerNames.reverseName(address);
    }
    if (domain.startsWith("[") && domain.endsWith("]")) {
      int colon = domain.indexOf(':');
      boolean tagged = domain.regionMatches(true, 0, "[ipv6:", 0, 6);
      domain = domain.substring(tagged ? colon + 1 : 1, domain.length() - 1);
    }
    InetAddress literal = PeerNames.literal(domain);
    return literal == null ? domain : PeerNames.reverseName(literal);
  }

  private static Status status(String domain, InetAddress address, Environment environment)
      throws InterruptedException {
    Resolver resolver = environment.resolver();
    if (isReverse(domain) && !environment.main().value(AclOptions.DNS_CSA_USE_REVERSE)) {
      return Status.UNKNOWN;
    }
    return switch (resolver.query("_client._smtp." + domain, RecordType.SRV)) {
      case Answer.Records records -> judge(records, address, resolver);
      case Answer.TryAgain _ -> Status.DEFER_SRV;
      case Answer.NoData _, Answer.NoSuchName _ ->
          above(domain, environment.main().value(AclOptions.DNS_CSA_SEARCH_LIMIT), resolver);
    };
  }

  /**
   * Whether a domain above requires that each client has a record of its own. They are asked from
   * the top, which caches know best, but for the topmost, which never says anything; one that
   * requires nothing does not speak for those below.
   */
  private static Status above(String domain, int limit, Resolver resolver)
      throws InterruptedException {
    int most = isReverse(domain) ? REVERSE_LIMIT : limit;
    // In the reverse DNS of IPv6 a label is four bits, and sixteen are looked at together.
    int step = domain.endsWith(IPV6) ? 4 : 1;
    int from = domain.length() - top(domain);
    for (int i = 0; i < most; i++) {
      for (int label = 0; label < step && from > 0; label++) {
        from = domain.lastIndexOf('.', from - 1);
      }
      if (from <= 0) {
        return Status.UNKNOWN;
      }
      switch (resolver.query("_client._smtp." + domain.substring(from + 1), RecordType.SRV)) {
        case Answer.Records records -> {
          if (requiresOwn(records)) {
            return Status.EXPLICIT;
          }
        }
        case Answer.TryAgain _ -> {
          return Status.DEFER_SRV;
        }
        case Answer.NoData _, Answer.NoSuchName _ -> {
          // One further down may say something.
        }
      }
    }
    return Status.UNKNOWN;
  }

  /** The length of the domain's end that nobody is asked about, with the dot before it. */
  private static int top(String domain) {
    return domain.endsWith(IPV6)
        ? IPV6.length()
        : domain.endsWith(IPV4) ? IPV4.length() : domain.length() - domain.lastIndexOf('.');
  }

  private static boolean requiresOwn(Answer.Records records) {
    for (String record : records.records()) {
      String[] fields = record.split(" ", 4);
      if (fields.length > 3 && fields[0].equals("1") && (Integer.parseInt(fields[2]) & 1) != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReverse(String domain) {
    return domain.endsWith(IPV4) || domain.endsWith(IPV6);
  }

  private static Status judge(Answer.Records records, InetAddress address, Resolver resolver)
      throws InterruptedException {
    for (String record : records.records()) {
      String[] fields = record.split(" ", 4);
      if (fields.length < 4 || !fields[0].equals("1")) {
        continue;
      }
      int weight = Integer.parseInt(fields[1]);
      if (weight < 2) {
        return Status.DOMAIN;
      }
      if (weight == 2) {
        return target(fields[3], address, resolver);
      }
    }
    return Status.UNKNOWN;
  }

  private static Status target(String target, InetAddress address, Resolver resolver)
      throws InterruptedException {
    if (target.isEmpty() || target.equals(".")) {
      return Status.NO_ADDRESS;
    }
    RecordType type = address.getAddress().length == 4 ? RecordType.A : RecordType.AAAA;
    return switch (resolver.query(target, type)) {
      case Answer.Records records -> {
        for (String text : records.records()) {
          if (address.equals(PeerNames.literal(text))) {
            yield Status.OK;
          }
        }
        yield Status.MISMATCH;
      }
      case Answer.TryAgain again -> Status.DEFER_ADDRESS;
      case Answer.NoData noData -> Status.NO_ADDRESS;
      case Answer.NoSuchName none -> Status.NO_ADDRESS;
    };
  }
}
