// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.Locale;
import java.util.Optional;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;

/** Conditions of authenticators that are yes or no. */
public final class Conditions {
  private Conditions() {}

  /** Whether the condition holds; one that is unset does, one that cannot be told does not. */
  public static boolean hold(
      Authenticator authenticator,
      Option<Expandable> option,
      String kind,
      Situation situation,
      Log log)
      throws InterruptedException {
    Optional<Expandable> condition = authenticator.settings().find(option);
    if (condition.isEmpty()) {
      return true;
    }
    return switch (condition.get().expand(situation)) {
      case Expansion.Value it -> !isNo(it.text().value());
      case Expansion.ForcedFailure _ -> false;
      case Expansion.Failed it -> failed(authenticator, condition.get(), kind, it.message(), log);
      case Expansion.Deferred it -> failed(authenticator, condition.get(), kind, it.message(), log);
    };
  }

  private static boolean failed(
      Authenticator authenticator, Expandable condition, String kind, String why, Log log) {
    log.panic(
        null,
        "failed to expand condition \"%s\" for %s %s: %s"
            .formatted(condition.source(), authenticator.name(), kind, why));
    return false;
  }

  /** Whether the text stands for no. */
  public static boolean isNo(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "0", "no", "false" -> true;
      default -> false;
    };
  }

  /** Whether the text stands for yes. */
  public static boolean isYes(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "yes", "true" -> true;
      default -> false;
    };
  }
}
