// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.api.tls.Demand;
import org.ostler.api.tls.Identity;
import org.ostler.api.tls.KeyFiles;
import org.ostler.api.tls.ServerOptions;
import org.ostler.api.tls.ServerTerms;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.Trust;
import org.ostler.language.text.ListText;

/** What the options of TLS say for one session. Confined to its thread. */
final class TlsTerms {
  private final SessionContext context;

  TlsTerms(SessionContext context) {
    this.context = context;
  }

  CryptoTerms crypto() throws TlsFailure, InterruptedException {
    return new CryptoTerms(
        expanded(ServerOptions.REQUIRE_CIPHERS),
        expanded(ServerOptions.ECCURVE),
        expanded(ServerOptions.DHPARAM),
        context.value(ServerOptions.DH_MAX_BITS),
        context.policy().main().find(ServerOptions.OPENSSL_OPTIONS).orElse(""));
  }

  ServerTerms all(Duration limit) throws TlsFailure, InterruptedException {
    return new ServerTerms(
        crypto(),
        demand(),
        items(expanded(ServerOptions.ALPN)),
        context.has(ServerOptions.REQUIRE_ALPN),
        context.has(ServerOptions.RESUMPTION_HOSTS),
        limit);
  }

  private Demand demand() throws InterruptedException {
    return context.has(ServerOptions.VERIFY_HOSTS)
        ? Demand.REQUIRE
        : context.has(ServerOptions.TRY_VERIFY_HOSTS) ? Demand.TRY : Demand.NOTHING;
  }

  /** The certificates to show, and whom to believe; with {@code $tls_in_sni} as it is now. */
  Identity identity() throws TlsFailure, InterruptedException {
    List<String> certificates = items(expanded(ServerOptions.CERTIFICATE));
    List<String> keys = items(expanded(ServerOptions.PRIVATE_KEY));
    if (!keys.isEmpty() && keys.size() != certificates.size()) {
      throw wrong(
          "tls_privatekey names " + keys.size() + " files, tls_certificate " + certificates.size());
    }
    List<KeyFiles> files = new ArrayList<>();
    for (int i = 0; i < certificates.size(); i++) {
      String certificate = certificates.get(i);
      files.add(new KeyFiles(certificate, keys.isEmpty() ? certificate : keys.get(i)));
    }
    String trusted = expanded(ServerOptions.VERIFY_CERTIFICATES);
    return new Identity(
        files, new Trust(trusted == null ? "" : trusted, expanded(ServerOptions.CRL)));
  }

  private static List<String> items(@Nullable String list) {
    List<String> items = new ArrayList<>();
    ListText source = new ListText(list == null ? "" : list);
    for (String item = source.next(); item != null; item = source.next()) {
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return items;
  }

  /** The expanded option; null when it is unset, empty, or forced to fail. */
  private @Nullable String expanded(Option<Expandable> option)
      throws TlsFailure, InterruptedException {
    Expandable text = context.policy().main().find(option).orElse(null);
    if (text == null) {
      return null;
    }
    return switch (text.expand(context.situation())) {
      case Expansion.Value it -> it.text().value().isBlank() ? null : it.text().value().strip();
      case Expansion.ForcedFailure _ -> null;
      case Expansion.Failed it ->
          throw wrong("failed to expand " + option.name() + ": " + it.message());
      case Expansion.Deferred it ->
          throw wrong("failed to expand " + option.name() + ": " + it.message());
    };
  }

  private static TlsFailure wrong(String why) {
    return new TlsFailure(TlsFailure.Kind.CONFIGURATION, why, null);
  }
}
