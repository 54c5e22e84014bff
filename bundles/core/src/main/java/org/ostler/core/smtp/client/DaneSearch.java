// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.option.Settings;
import org.ostler.api.tls.Associations;
import org.ostler.api.tls.Associations.Finding;
import org.ostler.api.transport.Cause;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.Situation;

/** Finds out whether DANE binds a host's certificate (RFC 7672 §2.2). Safe for many threads. */
final class DaneSearch {
  private static final int TRUST_ANCHOR = 1 << 2;

  private final Settings settings;
  private final @Nullable Features features;
  private final Log log;

  /** Whether the configuration was read with DANE: then mail waits for it, however long. */
  private final boolean promised;

  DaneSearch(Settings settings, @Nullable Features features, Log log) {
    this.settings = settings;
    this.features = features;
    this.log = log;
    this.promised =
        features != null && features.contributions().associations.isPresent(Contributions.DANE);
  }

  /** What binds the host; null when nothing does. A host that cannot be asked now is a failure. */
  Security.@Nullable Dane find(Target target, Situation situation)
      throws HostFailure, InterruptedException, Rejected {
    boolean required = Exchange.matches(settings, Associations.HOSTS_REQUIRE, target, situation);
    if (!required && !Exchange.matches(settings, Associations.HOSTS_TRY, target, situation)) {
      return null;
    }
    String host = target.hop().name();
    if (!isExpected()) {
      if (required) {
        throw new HostFailure(
            Cause.TLS_REQUIRED,
            "DANE is required by hosts_require_dane for "
                + host
                + ", but no feature here checks it");
      }
      return null;
    }
    if (!target.hop().secure()) {
      if (required) {
        throw refusal("DANE error: " + host + " lookup not DNSSEC", situation);
      }
      return null;
    }
    return switch (ask(host, target.port())) {
      case Finding.Published published ->
          new Security.Dane(published, names(published, target, situation));
      case Finding.Unusable(var base) when !required -> new Security.Dane(null, List.of(base));
      case Finding.TryAgain _ -> {
        tell(required ? "dane-required" : "dnssec-invalid", situation);
        throw new HostFailure(Cause.DNS, "DANE error: tlsa lookup DEFER");
      }
      case Finding.Nothing(var reason) when !required -> {
        if (!reason.isEmpty()) {
          log.main(situation.envelope().queueId(), "DANE error: " + reason);
        }
        yield null;
      }
      default -> throw refusal("DANE error: tlsa lookup FAIL", situation);
    };
  }

  private boolean isExpected() {
    return promised
        || features != null && features.contributions().associations.isExpected(Contributions.DANE);
  }

  private Finding ask(String host, int port) throws InterruptedException {
    if (features == null) {
      return new Finding.Nothing("");
    }
    return features
        .guard()
        .<Associations, Finding>call(
            features.contributions().associations,
            Contributions.DANE,
            lease -> lease.contribution().find(host, port),
            Finding.TryAgain::new);
  }

  /** A host that must have records and has none: the mail fails, as with Exim. */
  private HostFailure refusal(String text, Situation situation) throws InterruptedException {
    tell("dane-required", situation);
    return HostFailure.forGood(Cause.DNS, text);
  }

  private void tell(String reason, Situation situation) throws InterruptedException {
    situation.events().tell(Happening.after("dane:fail", reason, settings), situation);
  }

  /**
   * RFC 7672 §3.2.2: under a trust anchor the base domain counts, the name of the MX record that
   * led to it, and the domain whose record that was. No name counts for usage 3, so that
   * connections are shared there.
   */
  private static List<String> names(
      Finding.Published published, Target target, Situation situation) {
    List<String> names = new ArrayList<>();
    names.add(published.baseDomain());
    if ((published.usages() & TRUST_ANCHOR) == 0) {
      return names;
    }
    names.add(target.hop().name());
    Addressee addressee = situation.addressee();
    if (target.hop().preference() >= 0 && addressee != null) {
      names.add(addressee.domain());
    }
    return names.stream().distinct().toList();
  }
}
