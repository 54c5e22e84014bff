// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.tls.Associations;
import org.ostler.api.tls.ClientTlsOptions;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.api.tls.Demand;
import org.ostler.api.tls.KeyFiles;
import org.ostler.api.tls.StapleVerifier;
import org.ostler.api.tls.Trust;
import org.ostler.api.transport.Cause;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.log.Log;
import org.ostler.core.mail.IpText;
import org.ostler.core.mail.Situation;

/** What a transport's options say about TLS with a host. Safe for many threads. */
final class HostSecurity {
  // RFC 7672 §3.1: usage 2 is a trust anchor, so that a certificate under it may be revoked.
  private static final int TRUST_ANCHOR_ALONE = 1 << 2;

  private final Settings settings;
  private final @Nullable Features features;
  private final DaneSearch dane;

  HostSecurity(Settings settings, @Nullable Features features, Log log) {
    this.settings = settings;
    this.features = features;
    this.dane = new DaneSearch(settings, features, log);
  }

  /**
   * How a connection to the target is to be secured.
   *
   * @param protocol what {@code protocol} says
   * @param verifying whether it is for a callout
   */
  Security of(Target target, Situation situation, String protocol, boolean verifying)
      throws HostFailure, InterruptedException, Rejected {
    Matching matching = new Matching(target, situation);
    if (features == null || !features.contributions().tlsEngines.isExpected(Contributions.TLS)) {
      return without(matching, protocol);
    }
    boolean smtps = protocol.equals("smtps");
    boolean avoid =
        !smtps
            && (matching.has(ClientTlsOptions.HOSTS_AVOID_TLS)
                || verifying && matching.has(ClientTlsOptions.HOSTS_VERIFY_AVOID_TLS));
    Security.Dane found = dane.find(target, situation);
    boolean required = smtps || found != null || matching.has(ClientTlsOptions.HOSTS_REQUIRE_TLS);
    if (avoid) {
      return required ? Security.IMPOSSIBLE : Security.CLEAR;
    }
    return under(
        matching, smtps ? Security.Start.AT_ONCE : Security.Start.OFFERED, required, found);
  }

  /** Hosts that are to be spoken to under TLS only are not spoken to without it. */
  private Security without(Matching matching, String protocol)
      throws HostFailure, InterruptedException, Rejected {
    Target target = matching.target;
    String host = target.hop().name() + " [" + IpText.of(target.address()) + "]";
    if (protocol.equals("smtps")) {
      throw new HostFailure(
          Cause.TLS_REQUIRED, "protocol smtps needs TLS, but no feature here speaks it");
    }
    if (matching.has(ClientTlsOptions.HOSTS_REQUIRE_TLS)) {
      throw new HostFailure(
          Cause.TLS_REQUIRED,
          "a TLS session is required by hosts_require_tls for "
              + host
              + ", but no feature here speaks TLS");
    }
    if (matching.has(Associations.HOSTS_REQUIRE)) {
      throw new HostFailure(
          Cause.TLS_REQUIRED,
          "DANE is required by hosts_require_dane for " + host + ", but no feature here checks it");
    }
    return Security.CLEAR;
  }

  private Security under(
      Matching matching, Security.Start start, boolean required, Security.@Nullable Dane found)
      throws InterruptedException, Rejected {
    boolean proven = found != null && found.published() != null;
    Demand demand = proven ? Demand.REQUIRE : found != null ? Demand.NOTHING : matching.demand();
    boolean verifies = demand != Demand.NOTHING && !proven;
    String alpn = matching.expand(ClientTlsOptions.TLS_ALPN);
    List<String> protocols = alpn.isEmpty() ? List.of() : List.of(alpn.strip().split("\\s*:\\s*"));
    String sni =
        found == null ? matching.expand(ClientTlsOptions.TLS_SNI) : found.names().getFirst();
    boolean staplesRequired = matching.has(StapleVerifier.HOSTS_REQUIRE);
    return new Security(
        start,
        required,
        !required && settings.value(ClientTlsOptions.TLS_TEMPFAIL_TRYCLEAR),
        !matching.has(ClientTlsOptions.HOSTS_NOPASS_TLS)
            && !matching.has(ClientTlsOptions.HOSTS_NOPROXY_TLS),
        matching.crypto(found != null),
        matching.keys(),
        demand,
        verifies ? matching.trust() : Trust.NOBODY,
        verifies && matching.has(ClientTlsOptions.TLS_VERIFY_CERT_HOSTNAMES)
            ? matching.target.hop().name()
            : null,
        sni.isEmpty() ? null : sni,
        protocols,
        !protocols.isEmpty() && matching.has(ClientTlsOptions.HOSTS_REQUIRE_ALPN),
        matching.has(ClientTlsOptions.TLS_RESUMPTION_HOSTS),
        staplesRequired || demand != Demand.NOTHING && matching.asksStaples(found),
        staplesRequired,
        found);
  }

  /** The options for one host. */
  private final class Matching {
    private final Target target;
    private final Situation situation;

    Matching(Target target, Situation situation) {
      this.target = target;
      this.situation = situation;
    }

    boolean has(Option<MatchList> option) throws InterruptedException, Rejected {
      return Exchange.matches(settings, option, target, situation);
    }

    String expand(Option<Expandable> option) throws InterruptedException, Rejected {
      return SmtpDelivery.expand(settings, option, situation, "");
    }

    Demand demand() throws InterruptedException, Rejected {
      return has(ClientTlsOptions.TLS_VERIFY_HOSTS)
          ? Demand.REQUIRE
          : has(ClientTlsOptions.TLS_TRY_VERIFY_HOSTS) ? Demand.TRY : Demand.NOTHING;
    }

    CryptoTerms crypto(boolean underDane) throws InterruptedException, Rejected {
      String special = underDane ? expand(Associations.REQUIRE_CIPHERS) : "";
      String ciphers = special.isEmpty() ? expand(ClientTlsOptions.TLS_REQUIRE_CIPHERS) : special;
      return new CryptoTerms(
          ciphers.isEmpty() ? null : ciphers,
          null,
          null,
          settings.value(ClientTlsOptions.TLS_DH_MIN_BITS),
          "");
    }

    List<KeyFiles> keys() throws InterruptedException, Rejected {
      String certificate = expand(ClientTlsOptions.TLS_CERTIFICATE);
      String key = expand(ClientTlsOptions.TLS_PRIVATEKEY);
      return certificate.isEmpty()
          ? List.of()
          : List.of(new KeyFiles(certificate, key.isEmpty() ? certificate : key));
    }

    Trust trust() throws InterruptedException, Rejected {
      String revoked = expand(ClientTlsOptions.TLS_CRL);
      return new Trust(
          expand(ClientTlsOptions.TLS_VERIFY_CERTIFICATES), revoked.isEmpty() ? null : revoked);
    }

    /** Whether a proof by OCSP is asked for; a certificate bound by its own record needs none. */
    boolean asksStaples(Security.@Nullable Dane found) throws InterruptedException, Rejected {
      boolean usual =
          found == null
              || found.published() != null && found.published().usages() == TRUST_ANCHOR_ALONE;
      return settings.isSet(StapleVerifier.HOSTS_REQUEST) || usual
          ? has(StapleVerifier.HOSTS_REQUEST)
          : false;
    }
  }
}
