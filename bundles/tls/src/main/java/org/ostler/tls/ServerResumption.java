// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Vector;
import java.util.function.IntPredicate;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsSession;

/**
 * How a handshake of our server takes up an earlier session: by its id in TLS 1.2 (RFC 5246 §7.3),
 * by a ticket in TLS 1.3 (RFC 8446 §2.2). Confined to the handshake's thread.
 */
final class ServerResumption {
  private final Served served;
  private final SessionFacts facts;
  private SessionStore.@Nullable Kept<Ticket> taken;

  ServerResumption(Served served, SessionFacts facts) {
    this.served = served;
    this.facts = facts;
  }

  /** The sessions of our server that may be resumed. */
  record Served(
      SessionStore<org.bouncycastle.tls.TlsSession> sessions, SessionStore<Ticket> tickets) {
    Served(InstantSource clock) {
      this(new SessionStore<>(clock), new SessionStore<>(clock));
    }
  }

  org.bouncycastle.tls.@Nullable TlsSession find(byte @Nullable [] id, String scope) {
    if (id == null || id.length == 0) {
      return null;
    }
    facts.resumption |= TlsSession.RESUME_CLIENT_SUGGESTED;
    SessionStore.Kept<org.bouncycastle.tls.TlsSession> kept = served.sessions.find(name(id), scope);
    if (kept == null || !kept.session().isResumable()) {
      return null;
    }
    kept.recall(facts);
    return kept.session();
  }

  void keep(org.bouncycastle.tls.@Nullable TlsSession session, String scope) {
    if (session != null && session.getSessionID().length > 0) {
      served.sessions.keep(name(session.getSessionID()), scope, session, facts);
    }
  }

  void keep(byte[] id, String scope, Ticket ticket) {
    facts.resumption |= TlsSession.RESUME_SERVER_TICKET;
    served.tickets.keep(name(id), scope, ticket, facts);
  }

  /**
   * Takes the first of the tickets that a client offers that is known here.
   *
   * @param suites those that the client and we have
   */
  @Nullable TlsPSKExternal take(
      Vector<?> offered, String scope, IntPredicate suites, JcaTlsCrypto crypto) {
    facts.resumption |= TlsSession.RESUME_CLIENT_SUGGESTED;
    for (Object one : offered) {
      byte[] id = ((PskIdentity) one).getIdentity();
      SessionStore.Kept<Ticket> kept = served.tickets.find(name(id), scope);
      if (kept != null && suites.test(kept.session().suite())) {
        taken = kept;
        return new BasicTlsPSKExternal(
            id, new TicketKey(crypto, kept.session().key()), kept.session().prf());
      }
    }
    return null;
  }

  /** The ticket that was taken; null without one. */
  @Nullable Ticket taken() {
    return taken == null ? null : taken.session();
  }

  /** Notes that a session has been taken up. */
  void used() {
    facts.resumption |= TlsSession.RESUME_USED;
    if (taken != null) {
      taken.recall(facts);
    }
  }

  private static String name(byte[] id) {
    return HexFormat.of().formatHex(id);
  }
}
