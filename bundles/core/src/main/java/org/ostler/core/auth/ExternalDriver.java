// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import java.util.List;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * {@code driver = external}: EXTERNAL (RFC 4422 appendix A). Who the client is was shown by other
 * means, a certificate of TLS as a rule; {@code server_condition} says whether that is enough.
 */
public final class ExternalDriver implements AuthenticatorDriver {
  static final Option<Expandable> CLIENT_SEND = Option.expanded("client_send", null);
  static final Option<Expandable> SERVER_PARAM2 = Option.expanded("server_param2", null);
  static final Option<Expandable> SERVER_PARAM3 = Option.expanded("server_param3", null);

  @Override
  public String name() {
    return "external";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(CLIENT_SEND, SERVER_PARAM2, SERVER_PARAM3);
  }

  @Override
  public Prepared prepare(String mechanism, Settings settings) {
    Expandable send = settings.find(CLIENT_SEND).orElse(null);
    return new Prepared(
        new Server(settings),
        send == null ? null : new ClientItems(settings.name(), List.of(send), false));
  }

  private record Server(Settings settings) implements ServerMechanism {
    @Override
    public boolean decides() {
      return false;
    }

    @Override
    public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
      if (exchange.hasInitial() && !Sent.take(exchange.initial(), exchange)) {
        return new Verdict.Ended();
      }
      if (exchange.values() == 0 && !Sent.take(exchange.challenge(""), exchange)) {
        return new Verdict.Ended();
      }
      Verdict trouble = Parameters.add(settings, List.of(SERVER_PARAM2, SERVER_PARAM3), exchange);
      return trouble == null ? new Verdict.Proved() : trouble;
    }
  }
}
