// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.ostler.api.tls.ServerOptions;
import org.ostler.api.tls.ServerTerms;
import org.ostler.api.tls.TlsEngine;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsStreams;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.TlsRemarks;

/**
 * TLS for one session (RFC 3207): whether it is offered, and the handshake. The engine is a
 * feature; while it is away nothing is offered. Confined to the session's thread.
 */
final class TlsStart {
  private final SessionContext context;
  private final TlsTerms terms;
  private boolean active;

  TlsStart(SessionContext context) {
    this.context = context;
    this.terms = new TlsTerms(context);
  }

  /** Whether EHLO offers STARTTLS. */
  boolean isOffered() throws InterruptedException {
    return !active
        && isPresent()
        && context.connection().address() != null
        && context.lists().mayHave(ServerOptions.ADVERTISE_HOSTS);
  }

  /** An engine that went a moment ago is waited for: an update is a short absence. */
  private boolean isPresent() throws InterruptedException {
    Contributions contributions = context.services().features().contributions();
    return contributions.tlsEngines.isPresent(Contributions.TLS)
        || contributions.tlsEngines.isExpected(Contributions.TLS)
            && call(engine -> true, sentence -> false);
  }

  private <R> R call(Work<R> work, Function<String, R> otherwise) throws InterruptedException {
    return context
        .services()
        .features()
        .guard()
        .call(
            context.services().features().contributions().tlsEngines,
            Contributions.TLS,
            lease -> work.with(lease.contribution()),
            otherwise);
  }

  private interface Work<R> {
    R with(TlsEngine engine) throws InterruptedException;
  }

  /** Whether connections to our port of this one begin with TLS. */
  boolean isOnConnect() {
    List<String> ports =
        context.policy().main().find(ServerOptions.ON_CONNECT_PORTS).orElse(List.of());
    int own = context.connection().localPort();
    return context.connection().tlsOnConnect
        || ports.stream().anyMatch(word -> ListenAddresses.isPort(word.strip(), own));
  }

  /** Looks at what a handshake needs before the peer is told to begin one. */
  boolean isReady() throws InterruptedException {
    return call(
        engine -> {
          try {
            engine.prepare(terms.crypto(), terms.identity());
            return true;
          } catch (TlsFailure failure) {
            failed(failure);
            return false;
          }
        },
        sentence -> {
          context.log().main(null, sentence + ", no TLS for " + context.peer().plain());
          return false;
        });
  }

  /**
   * Shakes hands; the peer has heard 220, or connected to a port where TLS comes first. False when
   * there is no session, which the log tells; the connection is of no more use then.
   */
  boolean begin() throws InterruptedException {
    Link plain = context.wire().link();
    Duration limit = context.receiveTimeout();
    boolean begun =
        call(
            engine -> shakeHands(engine, plain, limit),
            sentence -> {
              context.log().main(null, sentence + ", no TLS for " + context.peer().plain());
              return false;
            });
    active |= begun;
    return begun;
  }

  private boolean shakeHands(TlsEngine engine, Link plain, Duration limit)
      throws InterruptedException {
    try {
      ServerTerms asked = terms.all(limit);
      BelowTls below = new BelowTls(plain);
      TlsStreams streams = engine.accept(below, asked, new TlsHandshake(context, terms));
      context.wire().carry(new TlsLink(plain, below, streams));
      TlsRemarks.note(context.connection(), streams.session());
      return true;
    } catch (TlsFailure failure) {
      failed(failure);
      return false;
    }
  }

  private void failed(TlsFailure failure) throws InterruptedException {
    String step =
        switch (failure.kind()) {
          case CONFIGURATION -> "cert/key setup";
          case CERTIFICATE -> "certificate verification failed";
          case TIMEOUT, LOST, ALERT, PROTOCOL, OCSP, ALPN -> "handshake";
        };
    String what = "(" + step + "): " + PeerWords.printable(failure.getMessage());
    context
        .situation()
        .events()
        .tell(
            Happening.after("tls:fail:connect", what, context.policy().main()),
            context.situation());
    context.log().main(null, "TLS error on connection from " + context.peer().plain() + " " + what);
  }
}
