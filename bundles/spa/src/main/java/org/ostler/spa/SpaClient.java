// SPDX-License-Identifier: Apache-2.0
package org.ostler.spa;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.ClientExchange;
import org.ostler.api.auth.ClientExchange.Answer;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;

/**
 * NTLM as a client.
 *
 * @param authenticator the authenticator's name, for messages
 * @param username our name, perhaps with an at sign and a domain
 * @param domain our domain; null to take that of the name, or the server's
 */
record SpaClient(
    String authenticator, Expandable username, Expandable password, @Nullable Expandable domain)
    implements ClientMechanism {
  private static final int NEGOTIATE_FIELDS = 32;
  private static final int AUTHENTICATE_FIELDS = 64;

  /** Fields of the challenge ([MS-NLMP] 2.2.1.2). */
  private static final int TARGET_NAME = 12;

  private static final int FLAGS = 20;
  private static final int SERVER_CHALLENGE = 24;
  private static final int CHALLENGE_FIELDS = 32;

  /**
   * What Exim's client offers: both kinds of text, the server's name, NTLM, domain and workstation
   * given, a signature always ([MS-NLMP] 2.2.2.5).
   */
  private static final int OFFERED = 0x0000b207;

  /** What an option says, or how the exchange ends for it. */
  private record Said(String text, @Nullable Result end) {}

  @Override
  public Result authenticate(ClientExchange exchange) throws IOException, InterruptedException {
    Said user = said(username, exchange);
    Said secret = said(password, exchange);
    Said place = domain == null ? new Said("", null) : said(domain, exchange);
    for (Said one : new Said[] {user, secret, place}) {
      if (one.end() != null) {
        return one.end();
      }
    }
    int at = user.text().indexOf('@');
    String name = at < 0 ? user.text() : user.text().substring(0, at);
    String own = at < 0 ? "" : user.text().substring(at + 1);
    if (!(exchange.begin(null) instanceof Answer.Challenge)) {
      return new Result.Answered();
    }
    String negotiate =
        new NtlmMessage.Writer(NtlmMessage.NEGOTIATE, NEGOTIATE_FIELDS)
            .number(OFFERED)
            .pointer(name, false)
            .pointer(domain == null ? own : place.text(), false)
            .text();
    if (!(exchange.respond(negotiate) instanceof Answer.Challenge challenge)) {
      return new Result.Answered();
    }
    String octets = challenge.octets();
    NtlmMessage message =
        octets == null ? null : NtlmMessage.read(octets, NtlmMessage.CHALLENGE, CHALLENGE_FIELDS);
    if (message == null) {
      exchange.cancel();
      return new Result.Failed("bad challenge of NTLM: " + challenge.line());
    }
    exchange.respond(answer(message, name, own, secret.text()));
    return new Result.Answered();
  }

  private static String answer(NtlmMessage challenge, String name, String own, String secret) {
    int flags = challenge.number(FLAGS);
    boolean unicode = (flags & NtlmMessage.UNICODE) != 0;
    byte[] nonce = challenge.fixed(SERVER_CHALLENGE, NtlmMessage.NONCE_OCTETS);
    String target = challenge.text(TARGET_NAME, unicode);
    String place = own.isEmpty() ? (target == null ? "" : target) : own;
    byte[] none = new byte[0];
    return new NtlmMessage.Writer(NtlmMessage.AUTHENTICATE, AUTHENTICATE_FIELDS)
        .pointer((flags & NtlmMessage.NTLM) != 0 ? NtlmResponse.lm(secret, nonce) : none)
        .pointer((flags & NtlmMessage.ALWAYS_SIGN) != 0 ? NtlmResponse.nt(secret, nonce) : none)
        .pointer(place, unicode)
        .pointer(name, unicode)
        .pointer(name, unicode)
        .pointer(none)
        .number(flags)
        .text();
  }

  private Said said(Expandable option, ClientExchange exchange) throws InterruptedException {
    return switch (option.expand(exchange.mail())) {
      case Expansion.Value it -> new Said(it.text().value(), null);
      case Expansion.ForcedFailure _ -> new Said("", new Result.Cancelled(""));
      case Expansion.Failed it -> failed(option, it.message());
      case Expansion.Deferred it -> failed(option, it.message());
    };
  }

  private Said failed(Expandable option, String why) {
    return new Said(
        "",
        new Result.Failed(
            "expansion of \"%s\" failed in %s authenticator: %s"
                .formatted(option.source(), authenticator, why)));
  }
}
