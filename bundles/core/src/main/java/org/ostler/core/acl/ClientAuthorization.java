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
    String name = domain;
    // The domain itself, then its parents, which can require that each client has a record of its
    // own.
    while (name.indexOf('.') >= 0) {
      switch (resolver.query("_client._smtp." + name, RecordType.SRV)) {
        case Answer.Records records -> {
          return judge(records, name.equals(domain), address, resolver);
        }
        case Answer.TryAgain again -> {
          return Status.DEFER_SRV;
        }
        case Answer.NoData noData -> name = name.substring(name.indexOf('.') + 1);
        case Answer.NoSuchName none -> name = name.substring(name.indexOf('.') + 1);
      }
    }
    return Status.UNKNOWN;
  }

  private static boolean isReverse(String domain) {
    return domain.endsWith(".in-addr.arpa") || domain.endsWith(".ip6.arpa");
  }

  private static Status judge(
      Answer.Records records, boolean own, InetAddress address, Resolver resolver)
      throws InterruptedException {
    for (String record : records.records()) {
      String[] fields = record.split(" ", 4);
      if (fields.length < 4 || !fields[0].equals("1")) {
        continue;
      }
      int weight = Integer.parseInt(fields[1]);
      if (!own) {
        return (Integer.parseInt(fields[2]) & 1) != 0 ? Status.EXPLICIT : Status.UNKNOWN;
      }
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
