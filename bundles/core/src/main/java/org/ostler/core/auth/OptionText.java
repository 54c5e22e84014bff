// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.Optional;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** What an option of an authenticator says for one exchange. Only for this package's drivers. */
sealed interface OptionText {
  /** Octets, perhaps none. */
  record Octets(String octets) implements OptionText {}

  /** It is unset, or its expansion was made to fail. */
  record Nothing() implements OptionText {}

  /**
   * It cannot be told.
   *
   * @param source the option as written
   * @param why the expansion's message
   */
  record Trouble(String source, String why) implements OptionText {}

  static OptionText of(Settings settings, Option<Expandable> option, MailView mail)
      throws InterruptedException {
    Optional<Expandable> text = settings.find(option);
    if (text.isEmpty()) {
      return new Nothing();
    }
    return switch (text.get().expand(mail)) {
      case Expansion.Value it -> new Octets(it.text().value());
      case Expansion.ForcedFailure _ -> new Nothing();
      case Expansion.Failed it -> new Trouble(text.get().source(), it.message());
      case Expansion.Deferred it -> new Trouble(text.get().source(), it.message());
    };
  }

  /** What follows when a client has nothing to say. */
  static ClientMechanism.Result without(Settings settings, OptionText text) {
    return text instanceof Trouble it
        ? new ClientMechanism.Result.Failed(
            "expansion of \"%s\" failed in %s authenticator: %s"
                .formatted(it.source(), settings.name(), it.why()))
        : new ClientMechanism.Result.Cancelled("");
  }

  /** The octets, or empty when there are none. */
  default String orEmpty() {
    return this instanceof Octets(String octets) ? octets : "";
  }

  /** Whether something is to be had. */
  default boolean isSomething() {
    return !orEmpty().isEmpty();
  }
}
