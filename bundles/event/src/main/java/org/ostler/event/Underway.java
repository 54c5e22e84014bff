// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import org.jspecify.annotations.Nullable;
import org.ostler.api.event.Event;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Slot;

/** The event whose action runs for a message, and how often its actions were too slow. */
final class Underway {
  private static final Slot<Underway> SLOT =
      new Slot<>("event.underway", Slot.Scope.MESSAGE, Underway::new);

  @Nullable Event event;
  int overruns;

  private Underway() {}

  static Underway of(MailView mail) {
    return mail.value(SLOT);
  }
}
