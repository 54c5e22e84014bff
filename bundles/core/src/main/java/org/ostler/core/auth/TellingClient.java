// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import org.ostler.api.auth.ClientExchange;
import org.ostler.api.auth.ClientExchange.Answer;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.option.Settings;

/** A client of {@code gsasl} that just says who it is. */
record TellingClient(Settings settings, Form form) implements ClientMechanism {
  /** How it is said. */
  enum Form {
    /** RFC 4616. */
    PLAIN,
    /** Two answers. */
    LOGIN,
    /** Whom we want to act for (RFC 4422 appendix A). */
    EXTERNAL
  }

  @Override
  public Result authenticate(ClientExchange exchange) throws IOException, InterruptedException {
    OptionText user = OptionText.of(settings, GsaslOptions.CLIENT_USERNAME, exchange.mail());
    OptionText password = OptionText.of(settings, GsaslOptions.CLIENT_PASSWORD, exchange.mail());
    OptionText authz = OptionText.of(settings, GsaslOptions.CLIENT_AUTHZ, exchange.mail());
    if (authz instanceof OptionText.Trouble) {
      return OptionText.without(settings, authz);
    }
    if (form == Form.EXTERNAL) {
      return ended(exchange.begin(authz.orEmpty()), exchange);
    }
    if (!user.isSomething() || !password.isSomething()) {
      return OptionText.without(settings, user.isSomething() ? password : user);
    }
    if (form == Form.PLAIN) {
      String said = authz.orEmpty() + "\0" + user.orEmpty() + "\0" + password.orEmpty();
      return ended(exchange.begin(said), exchange);
    }
    Answer answer = exchange.begin(null);
    if (answer instanceof Answer.Challenge) {
      answer = exchange.respond(user.orEmpty());
    }
    return answer instanceof Answer.Challenge
        ? ended(exchange.respond(password.orEmpty()), exchange)
        : new Result.Answered();
  }

  private Result ended(Answer answer, ClientExchange exchange)
      throws IOException, InterruptedException {
    if (answer instanceof Answer.Challenge) {
      exchange.cancel();
      return new Result.Failed("the host asks for more than %s has".formatted(settings.name()));
    }
    return new Result.Answered();
  }
}
