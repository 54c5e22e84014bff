// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerExchange.Response;
import org.ostler.api.auth.ServerMechanism;

/**
 * A mechanism whose clients just say who they are; {@code server_condition} decides. Where there is
 * a password, {@code $auth1} is the user, {@code $auth2} whom it wants to act for, {@code $auth3}
 * the password; else {@code $auth1} is what was said.
 */
record ToldServer(Form form) implements ServerMechanism {
  /** How it is said. */
  enum Form {
    /** RFC 4616. */
    PLAIN,
    /** Two answers. */
    LOGIN,
    /** One text: EXTERNAL (RFC 4422 appendix A), ANONYMOUS (RFC 4505). */
    ONE
  }

  @Override
  public boolean decides() {
    return false;
  }

  @Override
  public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
    Response first =
        exchange.hasInitial()
            ? exchange.initial()
            : exchange.challenge(form == Form.LOGIN ? "User Name" : "");
    if (!(first instanceof Response.Data(String said))) {
      return new Verdict.Ended();
    }
    return switch (form) {
      case PLAIN -> plain(said, exchange);
      case ONE -> {
        exchange.value(said);
        yield new Verdict.Proved();
      }
      case LOGIN -> {
        Response second = exchange.challenge("Password");
        if (!(second instanceof Response.Data(String password))) {
          yield new Verdict.Ended();
        }
        yield told(exchange, said, "", password);
      }
    };
  }

  private static Verdict plain(String said, ServerExchange exchange) {
    String[] parts = said.split("\0", -1);
    // RFC 4616 §2: the user and the password are something.
    return parts.length == 3 && !parts[1].isEmpty() && !parts[2].isEmpty()
        ? told(exchange, parts[1], parts[0], parts[2])
        : new Verdict.Refused();
  }

  private static Verdict told(
      ServerExchange exchange, String user, String authorization, String password) {
    exchange.value(user);
    exchange.value(authorization);
    exchange.value(password);
    return new Verdict.Proved();
  }
}
