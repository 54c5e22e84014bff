// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

import java.util.function.Supplier;

/**
 * A typed place where a feature keeps what it found out, declared once as a constant. The value
 * lives as long as the scope; it is confined to the session's thread.
 *
 * @param <T> what is kept
 * @param name for messages, such as {@code spf.result}
 * @param scope how long the value lives
 * @param initial makes the value at first use
 */
public record Slot<T>(String name, Scope scope, Supplier<T> initial) {
  /** How long a value lives. */
  public enum Scope {
    /** Until the connection ends. */
    CONNECTION,
    /** Until the message is accepted, refused or reset. */
    MESSAGE
  }

  /** Slots are told apart by identity, never by name. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
