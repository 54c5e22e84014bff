// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.ProxyValues;
import org.ostler.api.text.Text;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Connection;
import org.ostler.core.smtp.server.protocol.ClientAttributes;
import org.ostler.core.smtp.server.protocol.ClientAttributes.Told;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.Step;

/**
 * XCLIENT, as Postfix describes it: a proxy of {@code hosts_xclient} says whom it speaks for, and
 * the session begins anew with that client.
 */
final class ClientChange {
  /** What {@code A=} names for a client that the proxy let in. */
  private static final String AUTHENTICATOR = "xclient";

  private final SessionContext context;
  private final Greeting greeting;
  private final Authentication authentication;
  private boolean changed;

  ClientChange(SessionContext context, Greeting greeting, Authentication authentication) {
    this.context = context;
    this.greeting = greeting;
    this.authentication = authentication;
  }

  /**
   * Obeys the command; the next state is {@link SessionState.Connected} when there is another
   * client now.
   *
   * @param helloRequired whether the peer has to greet first; what is too long for one command may
   *     come in several
   */
  Outcome obey(
      String argument, boolean helloRequired, SessionState state, Authentication.Refuser refuser)
      throws IOException, InterruptedException {
    if (!changed && helloRequired && state instanceof SessionState.Connected) {
      return misplaced("no HELO/EHLO given", state);
    }
    if (!isAllowed()) {
      return refuser.refuse(Step.Refuse.syntax(550, "XCLIENT command used when not advertised"));
    }
    if (state instanceof SessionState.InTransaction) {
      return misplaced("mail transaction in progress", state);
    }
    ClientAttributes client;
    try {
      client = ClientAttributes.read(argument);
    } catch (ClientAttributes.Wrong wrong) {
      return refuser.refuse(Step.Refuse.syntax(501, PeerWords.printable(wrong.why())));
    }
    if (!changed && (client.address() == null || client.port() == null)) {
      String missing = client.address() == null ? "ADDR" : "PORT";
      return refuser.refuse(Step.Refuse.syntax(501, "missing " + missing + " for XCLIENT"));
    }
    become(client);
    changed = true;
    Outcome refused = greeting.refuseClient();
    return refused == null
        ? Outcome.of(220, "XCLIENT success", new SessionState.Connected())
        : refused;
  }

  /** Whether the peer may: once it did, its own address is no more the one that is known. */
  boolean isAllowed() throws InterruptedException {
    return changed || context.lists().silentlyHas(SmtpOptions.HOSTS_XCLIENT);
  }

  private Outcome misplaced(String why, SessionState state) {
    context
        .log()
        .reject(
            context.message().queueId(),
            "rejected XCLIENT from " + context.peer().plain() + ": " + why,
            List.of());
    return Outcome.of(503, why, state);
  }

  private void become(ClientAttributes client) throws InterruptedException {
    Connection peer = context.connection();
    InetAddress proxy = peer.address();
    int proxyPort = peer.port();
    context.freshMessage();
    // Another client, or another word about it, and what the proxy had proved counts no more.
    if (client.address() != null || client.login() != null) {
      authentication.forget();
    }
    authentication.withdraw();
    Told name = client.name();
    peer.beginsAnew(
        client.address() == null ? proxy : client.address(),
        client.port() == null ? (client.address() == null ? proxyPort : 0) : client.port());
    if (name != null) {
      peer.hostNameLookedUp = true;
      peer.hostName(name instanceof Told.Value it ? it.text() : null);
      peer.hostLookupFailed = name instanceof Told.Unavailable;
      peer.hostLookupDeferred = name instanceof Told.UnavailableNow;
    }
    if (client.login() instanceof Told.Value it) {
      peer.authenticator = AUTHENTICATOR;
      peer.authenticatedId = it.text();
      peer.remarks.put(Connection.AUTHENTICATION_MECHANISM, Text.of(AUTHENTICATOR));
    }
    tell(client, proxy, proxyPort);
  }

  /** What {@code $proxy_...} and the log show. The proxy stays who it was at first. */
  private void tell(ClientAttributes client, @Nullable InetAddress proxy, int proxyPort) {
    Map<String, String> values = context.situation().value(ProxyValues.SESSION);
    if (!changed) {
      values.put("proxy_session", "yes");
      if (proxy != null) {
        context.connection().proxy = proxy;
        values.put("proxy_local_address", PeerText.text(proxy));
        values.put("proxy_local_port", String.valueOf(proxyPort));
      }
    }
    if (client.destination() != null) {
      values.put("proxy_external_address", PeerText.text(client.destination()));
    }
    if (client.destinationPort() != null) {
      values.put("proxy_external_port", String.valueOf(client.destinationPort()));
    }
  }
}
