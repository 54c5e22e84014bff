// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import java.util.HexFormat;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.ostler.api.auth.ClientExchange;
import org.ostler.api.auth.ClientExchange.Answer;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.option.Settings;
import org.ostler.core.sasl.SaslPrep;
import org.ostler.core.sasl.ScramClient;
import org.ostler.core.sasl.ScramHash;

/**
 * SCRAM as a client. A host that does not prove that it knows the password gets no mail.
 *
 * @param random gives octets that nobody can foresee, each time anew
 */
record ScramAsking(Settings settings, ScramHash hash, Supplier<byte[]> random)
    implements ClientMechanism {
  private static final String UNPROVED = "the host did not prove that it knows the password";

  @Override
  public Result authenticate(ClientExchange exchange) throws IOException, InterruptedException {
    OptionText user = OptionText.of(settings, GsaslOptions.CLIENT_USERNAME, exchange.mail());
    OptionText authz = OptionText.of(settings, GsaslOptions.CLIENT_AUTHZ, exchange.mail());
    OptionText salted = OptionText.of(settings, GsaslOptions.CLIENT_SPASSWORD, exchange.mail());
    OptionText password = OptionText.of(settings, GsaslOptions.CLIENT_PASSWORD, exchange.mail());
    if (authz instanceof OptionText.Trouble || !user.isSomething()) {
      return OptionText.without(settings, user.isSomething() ? authz : user);
    }
    if (!salted.isSomething() && !password.isSomething()) {
      return OptionText.without(settings, password);
    }
    String name = SaslPrep.prepare(user.orEmpty());
    if (name == null) {
      return new Result.Failed("client_username is no name that SASL allows (RFC 4013)");
    }
    String nonce = Base64Text.encode(random.get());
    ScramClient client = new ScramClient(hash, name, authz.orEmpty(), nonce);
    return salted.isSomething()
        ? runSalted(client, salted.orEmpty(), exchange)
        : runPlain(client, password.orEmpty(), exchange);
  }

  private Result runSalted(ScramClient client, String salted, ClientExchange exchange)
      throws IOException, InterruptedException {
    byte[] octets = hexadecimal(salted.strip());
    return octets.length == hash.octets()
        ? run(client, (_, _) -> octets, exchange)
        : new Result.Failed(
            "client_spassword is not %d hexadecimal digits".formatted(2 * hash.octets()));
  }

  private Result runPlain(ScramClient client, String password, ClientExchange exchange)
      throws IOException, InterruptedException {
    String prepared = SaslPrep.prepare(password);
    return prepared == null
        ? new Result.Failed("client_password is no password that SASL allows (RFC 4013)")
        : run(client, (salt, iterations) -> hash.salted(prepared, salt, iterations), exchange);
  }

  private static byte[] hexadecimal(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException notHexadecimal) {
      return new byte[0];
    }
  }

  private static Result run(
      ScramClient client, BiFunction<byte[], Integer, byte[]> salting, ClientExchange exchange)
      throws IOException, InterruptedException {
    Answer answer = exchange.begin(client.begin());
    if (!(answer instanceof Answer.Challenge first)) {
      return withoutProof(answer);
    }
    String reply = first.octets() == null ? null : client.answer(first.octets(), salting);
    if (reply == null) {
      exchange.cancel();
      return new Result.Cancelled("no challenge of SCRAM: " + first.line());
    }
    answer = exchange.respond(reply);
    if (!(answer instanceof Answer.Challenge last)) {
      return withoutProof(answer);
    }
    if (last.octets() == null || !client.isProved(last.octets())) {
      exchange.cancel();
      return new Result.Failed(UNPROVED);
    }
    exchange.respond("");
    return new Result.Answered();
  }

  private static Result withoutProof(Answer answer) {
    return answer instanceof Answer.Accepted ? new Result.Failed(UNPROVED) : new Result.Answered();
  }
}
