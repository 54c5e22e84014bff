// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.language.trace.Trace;

/** {@code debug_print} and its kin: text of the configuration for whoever debugs it. */
public final class DebugPrint {
  private DebugPrint() {}

  /** Prints for who listens to this thread; expands nothing when nobody does. */
  public static void print(@Nullable Expandable text, MailView mail) throws InterruptedException {
    Trace trace = Trace.here();
    if (text != null && trace != null) {
      print(text, mail, trace::sayAnyway);
    }
  }

  /** The same for one that hears it in any case. */
  public static void print(Expandable text, MailView mail, Consumer<String> heard)
      throws InterruptedException {
    heard.accept(
        switch (text.expand(mail)) {
          case Expansion.Value(var value) -> value.value().replaceFirst("\\n\\z", "");
          case Expansion.ForcedFailure(var message) -> unprinted(text, message);
          case Expansion.Failed(var message) -> unprinted(text, message);
          case Expansion.Deferred(var message) -> unprinted(text, message);
        });
  }

  private static String unprinted(Expandable text, String message) {
    return "failed to expand debug_output \"" + text.source() + "\": " + message;
  }
}
