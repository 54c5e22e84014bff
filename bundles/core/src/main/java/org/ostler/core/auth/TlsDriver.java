// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.List;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * {@code driver = tls}: a verified certificate of the peer authenticates it without an AUTH
 * command; never offered, and asked once TLS is there.
 */
public final class TlsDriver implements AuthenticatorDriver {
  static final String NAME = "tls";

  static final Option<Expandable> SERVER_PARAM = Option.expanded("server_param", null);
  static final Option<Expandable> SERVER_PARAM1 = Option.expanded("server_param1", null);
  static final Option<Expandable> SERVER_PARAM2 = Option.expanded("server_param2", null);
  static final Option<Expandable> SERVER_PARAM3 = Option.expanded("server_param3", null);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SERVER_PARAM, SERVER_PARAM1, SERVER_PARAM2, SERVER_PARAM3);
  }

  @Override
  public Prepared prepare(String mechanism, Settings settings) throws InvalidArgument {
    if (settings.isSet(SERVER_PARAM) && settings.isSet(SERVER_PARAM1)) {
      throw new InvalidArgument("server_param is another name of server_param1: set one of them");
    }
    Option<Expandable> first = settings.isSet(SERVER_PARAM) ? SERVER_PARAM : SERVER_PARAM1;
    return new Prepared(new Server(settings, List.of(first, SERVER_PARAM2, SERVER_PARAM3)), null);
  }

  private record Server(Settings settings, List<Option<Expandable>> parameters)
      implements ServerMechanism {
    @Override
    public boolean decides() {
      return false;
    }

    @Override
    public Verdict authenticate(ServerExchange exchange) throws InterruptedException {
      Verdict trouble = Parameters.add(settings, parameters, exchange);
      return trouble == null ? new Verdict.Proved() : trouble;
    }
  }
}
