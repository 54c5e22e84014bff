// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerExchange.Response;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;

/**
 * CRAM-MD5 as a server.
 *
 * @param secret the option with the user's password, who is {@code $auth1}
 * @param host the option with the name of this host, or null for {@code $primary_hostname}
 * @param nonces gives a text that nobody can foresee, for each challenge anew
 */
record CramMd5Server(
    Settings settings,
    Option<Expandable> secret,
    @Nullable Option<Expandable> host,
    Supplier<String> nonces,
    InstantSource clock)
    implements ServerMechanism {
  @Override
  public boolean decides() {
    return true;
  }

  @Override
  public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
    if (exchange.hasInitial()) {
      return new Verdict.InitialNotExpected();
    }
    String challenge =
        "<%s.%d@%s>"
            .formatted(nonces.get(), clock.instant().getEpochSecond(), host(exchange.mail()));
    return switch (exchange.challenge(challenge)) {
      case Response.Ended _ -> new Verdict.Ended();
      case Response.Data it -> judge(it.octets(), challenge, exchange);
    };
  }

  private String host(MailView mail) throws InterruptedException {
    String set = host == null ? "" : OptionText.of(settings, host, mail).orEmpty();
    Text own = mail.variable("primary_hostname");
    return !set.isEmpty() ? set : own == null ? "localhost" : own.value();
  }

  private Verdict judge(String response, String challenge, ServerExchange exchange)
      throws InterruptedException {
    int space = 0;
    while (space < response.length() && !Ascii.isSpace(response.charAt(space))) {
      space++;
    }
    exchange.value(response.substring(0, space));
    if (response.length() - space - 1 != 32) {
      return new Verdict.Refused();
    }
    return switch (OptionText.of(settings, secret, exchange.mail())) {
      case OptionText.Nothing _ -> new Verdict.Refused();
      case OptionText.Trouble it -> new Verdict.Deferred(it.why());
      case OptionText.Octets it ->
          isSame(CramMd5.digest(it.octets(), challenge), response.substring(space + 1))
              ? new Verdict.Proved()
              : new Verdict.Refused();
    };
  }

  /** Takes the same time wherever the first difference is. */
  private static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.ISO_8859_1),
        given.getBytes(StandardCharsets.ISO_8859_1));
  }
}
