// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerExchange.Response;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.text.ListText;

/**
 * {@code driver = plaintext}: PLAIN (RFC 4616), LOGIN, and whatever else asks for strings and gets
 * them. The server collects; {@code server_condition} decides.
 */
public final class PlaintextDriver implements AuthenticatorDriver {
  static final Option<Boolean> CLIENT_IGNORE_INVALID_BASE64 =
      Option.bool("client_ignore_invalid_base64", false);
  static final Option<String> CLIENT_SEND = Option.string("client_send", null);
  static final Option<Expandable> SERVER_PROMPTS = Option.expanded("server_prompts", null);

  private final Function<String, Expandable> expressions;

  public PlaintextDriver(Function<String, Expandable> expressions) {
    this.expressions = expressions;
  }

  @Override
  public String name() {
    return "plaintext";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(CLIENT_IGNORE_INVALID_BASE64, CLIENT_SEND, SERVER_PROMPTS);
  }

  @Override
  public Prepared prepare(String mechanism, Settings settings) {
    String list = settings.find(CLIENT_SEND).orElse(null);
    return new Prepared(
        new Server(settings),
        list == null
            ? null
            : new ClientItems(
                settings.name(),
                ListText.items(list).stream().map(expressions).toList(),
                settings.value(CLIENT_IGNORE_INVALID_BASE64)));
  }

  private record Server(Settings settings) implements ServerMechanism {
    @Override
    public boolean decides() {
      return false;
    }

    @Override
    public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
      Expandable prompts = settings.find(SERVER_PROMPTS).orElse(null);
      Expansion expanded = prompts == null ? Expansion.of("") : prompts.expand(exchange.mail());
      return switch (expanded) {
        case Expansion.Value it -> collect(ListText.items(it.text().value()), exchange);
        case Expansion.ForcedFailure it -> new Verdict.Deferred(it.message());
        case Expansion.Failed it -> new Verdict.Deferred(it.message());
        case Expansion.Deferred it -> new Verdict.Deferred(it.message());
      };
    }

    /** Prompts whose answers came with the command are passed over. */
    private static Verdict collect(List<String> prompts, ServerExchange exchange)
        throws IOException, InterruptedException {
      if (exchange.hasInitial() && !Sent.take(exchange.initial(), exchange)) {
        return new Verdict.Ended();
      }
      for (int number = 0; number < prompts.size(); number++) {
        if (number >= exchange.values()) {
          Response response = exchange.challenge(prompts.get(number));
          if (!Sent.take(response, exchange)) {
            return new Verdict.Ended();
          }
        }
      }
      return exchange.values() == 0 ? new Verdict.Refused() : new Verdict.Proved();
    }
  }
}
