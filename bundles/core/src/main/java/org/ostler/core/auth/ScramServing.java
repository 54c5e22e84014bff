// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerExchange.Response;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.sasl.SaslPrep;
import org.ostler.core.sasl.ScramHash;
import org.ostler.core.sasl.ScramKeys;
import org.ostler.core.sasl.ScramServer;

/**
 * SCRAM as a server. {@code $auth1} is the user, {@code $auth2} whom it wants to act for, {@code
 * $auth3} {@code server_realm}. A user who does not exist meets the same dialogue as a wrong
 * password.
 *
 * @param random gives octets that nobody can foresee, each time anew
 */
record ScramServing(Settings settings, ScramHash hash, Supplier<byte[]> random)
    implements ServerMechanism {
  @Override
  public boolean decides() {
    return true;
  }

  @Override
  public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
    OptionText realm = OptionText.of(settings, GsaslOptions.SERVER_REALM, exchange.mail());
    Response first = exchange.hasInitial() ? exchange.initial() : exchange.challenge("");
    if (!(first instanceof Response.Data(String message))) {
      return new Verdict.Ended();
    }
    ScramServer server = ScramServer.begin(hash, message);
    if (server == null) {
      return new Verdict.Refused();
    }
    exchange.value(server.user());
    exchange.value(server.authorization());
    exchange.value(realm.orEmpty());
    try {
      byte[] salt = salt(exchange);
      int iterations = iterations(exchange);
      String addition = Base64Text.encode(random.get());
      Response proof = exchange.challenge(server.challenge(addition, salt, iterations));
      if (!(proof instanceof Response.Data(String said))) {
        return new Verdict.Ended();
      }
      ScramKeys keys = keys(exchange, salt, iterations);
      String signature = keys == null ? null : server.judge(said, keys);
      if (signature == null) {
        return new Verdict.Refused();
      }
      // RFC 4954 §4: what proves the server cannot come with its 235, so the client answers once
      // more.
      return exchange.challenge(signature) instanceof Response.Data
          ? new Verdict.Proved()
          : new Verdict.Ended();
    } catch (Unusable unusable) {
      return new Verdict.Deferred(String.valueOf(unusable.getMessage()));
    }
  }

  /** What an option says is of no use. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String why) {
      super(why);
    }
  }

  private String text(Option<Expandable> option, ServerExchange exchange)
      throws Unusable, InterruptedException {
    OptionText text = OptionText.of(settings, option, exchange.mail());
    if (text instanceof OptionText.Trouble it) {
      throw new Unusable(it.why());
    }
    return text.orEmpty();
  }

  private byte[] octets(Option<Expandable> option, ServerExchange exchange)
      throws Unusable, InterruptedException {
    byte[] octets = Base64Text.octets(text(option, exchange).strip());
    if (octets == null) {
      throw new Unusable(option.name() + " is no base64");
    }
    return octets;
  }

  private byte[] salt(ServerExchange exchange) throws Unusable, InterruptedException {
    byte[] salt = octets(GsaslOptions.SERVER_SCRAM_SALT, exchange);
    return salt.length == 0 ? random.get() : salt;
  }

  private int iterations(ServerExchange exchange) throws Unusable, InterruptedException {
    String text = text(GsaslOptions.SERVER_SCRAM_ITER, exchange).strip();
    if (!text.matches("[1-9][0-9]{0,7}")) {
      throw new Unusable("server_scram_iter is no number from 1 to 99999999: " + text);
    }
    return Integer.parseInt(text);
  }

  /** Those of the options, or of the password; null for a user who has neither. */
  private @Nullable ScramKeys keys(ServerExchange exchange, byte[] salt, int iterations)
      throws Unusable, InterruptedException {
    byte[] stored = octets(GsaslOptions.SERVER_SKEY, exchange);
    byte[] server = octets(GsaslOptions.SERVER_KEY, exchange);
    if (stored.length > 0 && server.length > 0) {
      return new ScramKeys(stored, server);
    }
    OptionText password = OptionText.of(settings, GsaslOptions.SERVER_PASSWORD, exchange.mail());
    if (password instanceof OptionText.Trouble it) {
      throw new Unusable(it.why());
    }
    String prepared = password.isSomething() ? SaslPrep.prepare(password.orEmpty()) : null;
    return prepared == null ? null : ScramKeys.of(hash, hash.salted(prepared, salt, iterations));
  }
}
