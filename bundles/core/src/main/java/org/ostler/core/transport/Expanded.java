// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Cause;

/** Reads expanded options of a local transport; what cannot be expanded defers the delivery. */
final class Expanded {
  private final Settings settings;

  Expanded(Settings settings) {
    this.settings = settings;
  }

  /** The option's text; null when it is unset or its expansion was forced to fail. */
  @Nullable Text text(Option<Expandable> option, MailView mail)
      throws InterruptedException, Undeliverable {
    Expandable expandable = settings.find(option).orElse(null);
    return expandable == null ? null : text(expandable, option.name(), mail);
  }

  /** The option's octets, or {@code otherwise}. */
  String value(Option<Expandable> option, MailView mail, String otherwise)
      throws InterruptedException, Undeliverable {
    Text text = text(option, mail);
    return text == null ? otherwise : text.value();
  }

  /** The text of a file or directory name; tainted text names no file. */
  @Nullable String path(Option<Expandable> option, MailView mail)
      throws InterruptedException, Undeliverable {
    Text text = text(option, mail);
    if (text == null) {
      return null;
    }
    if (text.taint() != null) {
      throw Undeliverable.later(
          Cause.TAINT,
          "Tainted '"
              + text.value()
              + "' (file or directory name for "
              + settings.name()
              + " transport) not permitted: it came from "
              + text.taint().origin()
              + "; use $local_part_data or a lookup");
    }
    return text.value();
  }

  /** Expands a compiled string. */
  @Nullable Text text(Expandable expandable, String what, MailView mail)
      throws InterruptedException, Undeliverable {
    return switch (expandable.expand(mail)) {
      case Expansion.Value value -> value.text();
      case Expansion.ForcedFailure ignored -> null;
      case Expansion.Failed failed -> throw failure(what, failed.message());
      case Expansion.Deferred deferred -> throw failure(what, deferred.message());
    };
  }

  private Undeliverable failure(String what, String message) {
    return Undeliverable.later(
        Cause.EXPANSION,
        "Expansion of \"" + what + "\" for " + settings.name() + " transport failed: " + message);
  }
}
