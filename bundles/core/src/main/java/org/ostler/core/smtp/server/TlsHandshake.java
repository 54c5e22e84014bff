// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.api.tls.Identity;
import org.ostler.api.tls.ServerHandshake;
import org.ostler.api.tls.StapleSource;
import org.ostler.api.tls.TlsFailure;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.contribution.Registry;
import org.ostler.core.mail.Events;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.TlsRemarks;

/** What a session tells the engine during its handshake. */
record TlsHandshake(SessionContext context, TlsTerms terms) implements ServerHandshake {
  @Override
  public Identity identity(@Nullable String serverName) throws TlsFailure, InterruptedException {
    if (serverName != null) {
      context
          .connection()
          .remarks
          .put(TlsRemarks.SNI, Text.tainted(serverName, "the client's server_name"));
    }
    return terms.identity();
  }

  @Override
  public Map<Integer, byte[]> staples(List<X509Certificate> chain, int position)
      throws InterruptedException {
    Features features = context.services().features();
    Registry<StapleSource> sources = features.contributions().stapleSources;
    return sources.isPresent(Contributions.OCSP)
        ? features
            .guard()
            .call(
                sources,
                Contributions.OCSP,
                lease -> lease.contribution().staples(chain, position, context.situation()),
                sentence -> Map.of())
        : Map.of();
  }

  /** The event {@code tls:cert}, with {@code $tls_in_peercert} the one in question. */
  @Override
  public @Nullable String judged(X509Certificate certificate, int depth)
      throws InterruptedException {
    Events events = context.situation().events();
    if (!events.areHeard()) {
      return null;
    }
    TlsRemarks.notePeerCertificate(context.connection(), certificate);
    String objection =
        events.tell(
            Happening.before("tls:cert", Integer.toString(depth), context.policy().main()),
            context.situation());
    if (objection.isEmpty()) {
      return null;
    }
    context
        .log()
        .main(null, "SSL verify denied by event-action: depth=%d: %s".formatted(depth, objection));
    return objection;
  }
}
