// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.api.tls.ServerOptions;
import org.ostler.api.tls.TlsEngine;

/** What an engine has against words about ciphers that depend on no session. */
final class CipherCheck {
  private CipherCheck() {}

  /** The first objection, which begins with the option's name; empty for none. */
  static Optional<String> objection(Settings main, Collection<TlsEngine> engines) {
    CryptoTerms terms =
        new CryptoTerms(
            constant(main, ServerOptions.REQUIRE_CIPHERS),
            constant(main, ServerOptions.ECCURVE),
            constant(main, ServerOptions.DHPARAM),
            main.find(ServerOptions.DH_MAX_BITS).orElse(0),
            main.find(ServerOptions.OPENSSL_OPTIONS).orElse(""));
    for (TlsEngine engine : engines) {
      try {
        engine.check(terms);
      } catch (InvalidArgument wrong) {
        return Optional.of(String.valueOf(wrong.getMessage()));
      }
    }
    return Optional.empty();
  }

  private static @Nullable String constant(Settings main, Option<Expandable> option) {
    String source = main.find(option).map(Expandable::source).orElse(null);
    return source == null || source.indexOf('$') >= 0 || source.indexOf('\\') >= 0 ? null : source;
  }
}
