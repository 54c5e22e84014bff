// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.util.Optional;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Situation;

/** {@code localhost_number}: tells the queue ids of hosts that share logs or mailboxes apart. */
public final class LocalhostNumber {
  public static final Option<Expandable> LOCALHOST_NUMBER =
      Option.expanded("localhost_number", null);

  /** There is no number. */
  public static final int NONE = -1;

  private static final int MOST = 16;

  private LocalhostNumber() {}

  /** The number, 0 to 16, or {@link #NONE}. */
  public static int of(Settings main, Situation situation) throws InterruptedException {
    try {
      return read(main, situation);
    } catch (InvalidArgument wrong) {
      return NONE;
    }
  }

  /** What is wrong with it, if anything. */
  public static Optional<String> objection(Settings main, Situation situation) {
    try {
      read(main, situation);
      return Optional.empty();
    } catch (InvalidArgument wrong) {
      return Optional.of(LOCALHOST_NUMBER.name() + ": " + wrong.getMessage());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static int read(Settings main, Situation situation)
      throws InvalidArgument, InterruptedException {
    Expandable option = main.find(LOCALHOST_NUMBER).orElse(null);
    if (option == null) {
      return NONE;
    }
    int number = ExpandedNumber.read(LOCALHOST_NUMBER, option, situation);
    if (number > MOST) {
      throw new InvalidArgument(
          "localhost_number is greater than the maximum allowed value (" + MOST + ")");
    }
    return number;
  }
}
