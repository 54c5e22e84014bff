// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;

/**
 * A local delivery that did not happen; {@code forGood} says whether trying again makes no sense.
 */
final class Undeliverable extends Exception {
  private static final long serialVersionUID = 1L;

  private final Cause kind;
  private final boolean forGood;

  private Undeliverable(Cause kind, String message, boolean forGood) {
    super(message, null, false, false);
    this.kind = kind;
    this.forGood = forGood;
  }

  static Undeliverable later(Cause kind, String message) {
    return new Undeliverable(kind, message, false);
  }

  static Undeliverable never(Cause kind, String message) {
    return new Undeliverable(kind, message, true);
  }

  Cause kind() {
    return kind;
  }

  Outcome outcome() {
    String message = String.valueOf(getMessage());
    Outcome.Trouble trouble = new Outcome.Trouble(null, null, kind, message);
    return forGood ? new Outcome.Failed(trouble) : new Outcome.Deferred(trouble);
  }
}
