// SPDX-License-Identifier: Apache-2.0
package org.ostler.spa;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Supplier;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerExchange.Response;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;

/**
 * NTLM as a server. The user's name is {@code $auth1}, without a domain.
 *
 * @param password the user's password
 * @param nonces gives octets that nobody can foresee, for each challenge anew
 */
record SpaServer(Expandable password, Supplier<byte[]> nonces) implements ServerMechanism {
  /** Fields of the last message ([MS-NLMP] 2.2.1.3). */
  private static final int NT_RESPONSE = 20;

  private static final int USER = 36;
  private static final int FLAGS = 60;
  private static final int FIELDS = 64;

  /** Of the challenge without a version. */
  private static final int CHALLENGE_FIELDS = 48;

  private static final int RESPONSE_OCTETS = 24;

  @Override
  public boolean decides() {
    return true;
  }

  @Override
  public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
    // Clients look at the number of the reply alone.
    Response asked =
        exchange.hasInitial() ? exchange.initial() : exchange.challenge("NTLM supported");
    if (!(asked instanceof Response.Data negotiate)) {
      return new Verdict.Ended();
    }
    if (NtlmMessage.read(negotiate.octets(), NtlmMessage.NEGOTIATE, 0) == null) {
      return new Verdict.Refused();
    }
    byte[] nonce = nonces.get();
    return switch (exchange.challenge(challenge(nonce))) {
      case Response.Ended _ -> new Verdict.Ended();
      case Response.Data answer -> judge(answer.octets(), nonce, exchange);
    };
  }

  private static String challenge(byte[] nonce) {
    return new NtlmMessage.Writer(NtlmMessage.CHALLENGE, CHALLENGE_FIELDS)
        .pointer(new byte[0])
        .number(NtlmMessage.UNICODE | NtlmMessage.NTLM | NtlmMessage.ALWAYS_SIGN)
        .fixed(nonce)
        .fixed(new byte[2 * NtlmMessage.NONCE_OCTETS])
        .text();
  }

  private Verdict judge(String answer, byte[] nonce, ServerExchange exchange)
      throws InterruptedException {
    NtlmMessage message = NtlmMessage.read(answer, NtlmMessage.AUTHENTICATE, FIELDS);
    if (message == null) {
      return new Verdict.Refused();
    }
    boolean unicode = (message.number(FLAGS) & NtlmMessage.UNICODE) != 0;
    String user = message.text(USER, unicode);
    byte[] response = message.pointed(NT_RESPONSE);
    if (user == null || response == null || user.chars().anyMatch(octet -> octet > 0xff)) {
      return new Verdict.Refused();
    }
    exchange.value(user);
    return switch (password.expand(exchange.mail())) {
      case Expansion.Value it ->
          proves(response, NtlmResponse.nt(it.text().value(), nonce))
              ? new Verdict.Proved()
              : new Verdict.Refused();
      case Expansion.ForcedFailure _ -> new Verdict.Refused();
      case Expansion.Failed it -> new Verdict.Deferred(it.message());
      case Expansion.Deferred it -> new Verdict.Deferred(it.message());
    };
  }

  /** Takes the same time wherever the first difference is. */
  private static boolean proves(byte[] response, byte[] expected) {
    return response.length >= RESPONSE_OCTETS
        && MessageDigest.isEqual(Arrays.copyOf(response, RESPONSE_OCTETS), expected);
  }
}
