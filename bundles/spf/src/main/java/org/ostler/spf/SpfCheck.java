// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.RecordType;

/**
 * One run of check_host: it holds the counts that all records of the run share. Confined to one
 * thread.
 */
final class SpfCheck {
  private final SpfIdentity identity;
  private final SpfDns dns;
  private final MacroExpander macros;

  SpfCheck(Resolver resolver, InstantSource clock, SpfIdentity identity, String receiver) {
    this.identity = identity;
    this.dns = new SpfDns(resolver, clock, identity);
    this.macros = new MacroExpander(identity, receiver, clock, dns);
  }

  SpfOutcome published() throws InterruptedException {
    String domain = DomainNames.checked(identity.domain());
    if (domain == null) {
      return SpfOutcome.of(SpfResult.NONE, SpfOutcome.Reason.NONE); // RFC 7208 §4.3
    }
    try {
      return checkHost(domain, true);
    } catch (SpfError error) {
      return error.outcome();
    }
  }

  SpfOutcome against(String text) throws InterruptedException {
    String domain = DomainNames.checked(identity.domain());
    if (domain == null) {
      return SpfOutcome.of(SpfResult.NONE, SpfOutcome.Reason.NONE);
    }
    try {
      if (!SpfRecord.isSpf(text)) {
        throw SpfError.syntax("Could not find a valid SPF record");
      }
      return evaluate(SpfRecord.parse(text), domain, true);
    } catch (SpfError error) {
      return error.outcome();
    }
  }

  /**
   * {@code explains}: whether this record's {@code exp=} counts, which in an include it does not
   * (RFC 7208 §6.2).
   */
  private SpfOutcome checkHost(String domain, boolean explains)
      throws SpfError, InterruptedException {
    SpfRecord record = SpfEvaluator.select(dns.texts(domain));
    if (record == null) {
      return SpfOutcome.of(SpfResult.NONE, SpfOutcome.Reason.NONE);
    }
    return evaluate(record, domain, explains);
  }

  private SpfOutcome evaluate(SpfRecord record, String domain, boolean explains)
      throws SpfError, InterruptedException {
    for (SpfRecord.Directive directive : record.directives()) {
      if (matches(directive.mechanism(), domain)) {
        SpfOutcome outcome = SpfOutcome.of(directive.result(), SpfOutcome.Reason.MECHANISM);
        boolean fails = directive.result() == SpfResult.FAIL;
        return fails && explains ? outcome.explained(explanation(record.exp(), domain)) : outcome;
      }
    }
    if (record.redirect() == null) {
      return SpfOutcome.of(SpfResult.NEUTRAL, SpfOutcome.Reason.DEFAULT); // RFC 7208 §4.7
    }
    dns.countTerm();
    return target(record.redirect(), domain, explains);
  }

  /**
   * Follows an include or a redirect: no record there is a permanent error (RFC 7208 §5.2, §6.1).
   */
  private SpfOutcome target(SpfMacro macro, String domain, boolean explains)
      throws SpfError, InterruptedException {
    String name = macros.name(macro, domain);
    SpfOutcome outcome = name == null ? null : checkHost(name, explains);
    if (outcome == null || outcome.result() == SpfResult.NONE) {
      throw SpfError.permanent("Could not find a valid SPF record");
    }
    return outcome;
  }

  private boolean matches(Mechanism mechanism, String domain)
      throws SpfError, InterruptedException {
    return switch (mechanism) {
      case Mechanism.All _ -> true;
      case Mechanism.Network network -> network.network().contains(identity.ip());
      case Mechanism.Include include -> {
        dns.countTerm();
        // RFC 7208 §5.2: only pass matches; errors of the target are errors here.
        yield target(include.target(), domain, false).result() == SpfResult.PASS;
      }
      case Mechanism.A a -> {
        String name = counted(a.target(), domain);
        yield name != null && covers(a.prefixes(), dns.addresses(name));
      }
      case Mechanism.Mx mx -> {
        String name = counted(mx.target(), domain);
        yield name != null && matchesExchange(mx.prefixes(), name);
      }
      case Mechanism.Ptr ptr -> {
        String name = counted(ptr.target(), domain);
        yield name != null
            && dns.clientNames().stream().anyMatch(client -> DomainNames.isWithin(client, name));
      }
      case Mechanism.Exists exists -> {
        String name = counted(exists.target(), domain);
        // RFC 7208 §5.7: always A, whatever the client's family.
        yield name != null && !dns.counted(name, RecordType.A).isEmpty();
      }
    };
  }

  /**
   * The name that a term looks up, after counting the term; null when there can be no such name.
   */
  private @Nullable String counted(@Nullable SpfMacro target, String domain)
      throws SpfError, InterruptedException {
    dns.countTerm();
    return target == null ? domain : macros.name(target, domain);
  }

  private boolean matchesExchange(Mechanism.Prefixes prefixes, String name)
      throws SpfError, InterruptedException {
    for (String host : dns.exchanges(name)) {
      if (covers(prefixes, dns.exchangeAddresses(host))) {
        return true;
      }
    }
    return false;
  }

  private boolean covers(Mechanism.Prefixes prefixes, List<InetAddress> networks) {
    return networks.stream().anyMatch(network -> prefixes.covers(network, identity.ip()));
  }

  /**
   * The published explanation; null when there is none or anything about it is wrong (RFC 7208
   * §6.2).
   */
  private @Nullable String explanation(@Nullable SpfMacro exp, String domain)
      throws InterruptedException {
    String name = exp == null ? null : macros.name(exp, domain);
    if (name == null) {
      return null;
    }
    try {
      List<String> texts = dns.texts(name);
      return texts.size() == 1 ? macros.text(SpfMacro.explanation(texts.getFirst()), domain) : null;
    } catch (SpfError _) {
      return null;
    }
  }
}
