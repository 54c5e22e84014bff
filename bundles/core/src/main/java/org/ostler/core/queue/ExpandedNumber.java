// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.core.mail.Situation;

/** Reads whole numbers of the main part that are expanded before they are read. */
final class ExpandedNumber {
  private ExpandedNumber() {}

  /** The number, 0 to 999999999; {@code value} is what the configuration has for the option. */
  static int read(Option<Expandable> option, Expandable value, Situation situation)
      throws InvalidArgument, InterruptedException {
    String text =
        switch (value.expand(situation)) {
          case Expansion.Value(var it) -> it.value().strip();
          case Expansion.ForcedFailure(var why) -> throw unexpanded(value, why);
          case Expansion.Failed(var why) -> throw unexpanded(value, why);
          case Expansion.Deferred(var why) -> throw unexpanded(value, why);
        };
    if (!text.matches("\\d{1,9}")) {
      throw new InvalidArgument(option.name() + " value is not a number: " + text);
    }
    return Integer.parseInt(text);
  }

  private static InvalidArgument unexpanded(Expandable value, String why) {
    return new InvalidArgument("failed to expand \"" + value.source() + "\": " + why);
  }
}
