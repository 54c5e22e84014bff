// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

import org.ostler.api.text.Text;

/** How expanding a string ended. Only core switches over it without {@code default}. */
public sealed interface Expansion {
  /** It worked. */
  record Value(Text text) implements Expansion {}

  /** A {@code fail} in the string: what that means is for the place where the string stands. */
  record ForcedFailure(String message) implements Expansion {}

  /** The string is wrong or something it needs is; the message is Exim's where Exim has one. */
  record Failed(String message) implements Expansion {}

  /** A lookup could not be completed now: try again later. */
  record Deferred(String message) implements Expansion {}

  /** Trusted octets as a value. */
  static Expansion of(String octets) {
    return new Value(Text.of(octets));
  }
}
