// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerMechanism.Verdict;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** Options whose values become {@code $auth1}... for {@code server_condition}. */
final class Parameters {
  private Parameters() {}

  /** Adds those that are set, up to the first that is not; null when all went well. */
  static @Nullable Verdict add(
      Settings settings, List<Option<Expandable>> options, ServerExchange exchange)
      throws InterruptedException {
    for (Option<Expandable> option : options) {
      Expandable text = settings.find(option).orElse(null);
      if (text == null) {
        return null;
      }
      switch (text.expand(exchange.mail())) {
        case Expansion.Value it -> exchange.value(it.text().value());
        case Expansion.ForcedFailure it -> {
          return new Verdict.Deferred(it.message());
        }
        case Expansion.Failed it -> {
          return new Verdict.Deferred(it.message());
        }
        case Expansion.Deferred it -> {
          return new Verdict.Deferred(it.message());
        }
      }
    }
    return null;
  }
}
