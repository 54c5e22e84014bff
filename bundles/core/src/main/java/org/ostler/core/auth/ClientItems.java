// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.ClientExchange;
import org.ostler.api.auth.ClientExchange.Answer;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;

/**
 * A client that says one string after another: the first with AUTH, the others to challenges, which
 * are {@code $auth1}, {@code $auth2}... for the strings after them.
 *
 * @param name the authenticator's name
 * @param items the strings
 * @param ignoresBadBase64 whether a challenge that is no base64 counts as an empty one
 */
record ClientItems(String name, List<Expandable> items, boolean ignoresBadBase64)
    implements ClientMechanism {
  @Override
  public Result authenticate(ClientExchange exchange) throws IOException, InterruptedException {
    for (int number = 0; number < items.size(); number++) {
      boolean first = number == 0;
      Expandable item = items.get(number);
      Expansion expansion = item.expand(exchange.mail());
      if (!(expansion instanceof Expansion.Value value)) {
        if (!first) {
          exchange.cancel();
        }
        return withoutItem(item, expansion);
      }
      String octets = withNuls(value.text().value());
      Answer answer =
          !first ? exchange.respond(octets) : exchange.begin(octets.isEmpty() ? null : octets);
      if (!(answer instanceof Answer.Challenge challenge)) {
        return new Result.Answered();
      }
      Result end = challenged(challenge, number + 1 == items.size(), exchange);
      if (end != null) {
        return end;
      }
    }
    return new Result.Answered();
  }

  private Result withoutItem(Expandable item, Expansion expansion) {
    return switch (expansion) {
      case Expansion.Value _, Expansion.ForcedFailure _ -> new Result.Cancelled("");
      case Expansion.Failed it -> broken(item, it.message());
      case Expansion.Deferred it -> broken(item, it.message());
    };
  }

  private Result broken(Expandable item, String why) {
    return new Result.Failed(
        "expansion of \"%s\" failed in %s authenticator: %s".formatted(item.source(), name, why));
  }

  private @Nullable Result challenged(
      Answer.Challenge challenge, boolean last, ClientExchange exchange)
      throws IOException, InterruptedException {
    if (last) {
      exchange.cancel();
      return new Result.Failed("Too few items in client_send in %s authenticator".formatted(name));
    }
    String octets = challenge.octets();
    if (octets == null && !ignoresBadBase64) {
      exchange.cancel();
      return new Result.Cancelled(
          "Invalid base64 string in server response \"%s\"".formatted(challenge.line()));
    }
    exchange.value(octets == null ? "" : octets);
    return null;
  }

  /** A circumflex stands for a NUL (RFC 4616 §2 needs two of them), a doubled one for itself. */
  private static String withNuls(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean doubled = c == '^' && i + 1 < text.length() && text.charAt(i + 1) == '^';
      out.append(c == '^' && !doubled ? '\0' : c);
      if (doubled) {
        i++;
      }
    }
    return out.toString();
  }
}
