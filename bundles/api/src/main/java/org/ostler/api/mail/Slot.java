// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A typed place where a feature keeps what it found out, declared once as a constant. The value
 * lives as long as the scope; it is confined to the session's thread.
 *
 * <p>A feature that is updated begins with empty slots, since its classes are others now. What the
 * configuration may ask for later in the same message or session, such as the values of variables,
 * is kept as text in a {@link #lasting} slot, which the feature's next version finds again.
 *
 * @param <T> what is kept
 * @param name for messages, such as {@code spf.result}
 * @param scope how long the value lives
 * @param initial makes the value at first use
 * @param isLasting whether the value outlives an update of the feature
 */
public record Slot<T>(String name, Scope scope, Supplier<T> initial, boolean isLasting) {
  /** How long a value lives. */
  public enum Scope {
    /** Until the connection ends. */
    CONNECTION,
    /** Until the message is accepted, refused or reset. */
    MESSAGE
  }

  /** A place for values of the feature's own classes. */
  public Slot(String name, Scope scope, Supplier<T> initial) {
    this(name, scope, initial, false);
  }

  /** A place for text under names of the feature's choice, which outlives its update. */
  public static Slot<Map<String, String>> lasting(String name, Scope scope) {
    return new Slot<>(name, scope, TreeMap::new, true);
  }

  /** Slots are told apart by identity, lasting ones by name and scope. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (isLasting
            && other instanceof Slot<?> slot
            && slot.isLasting
            && name.equals(slot.name)
            && scope == slot.scope);
  }

  @Override
  public int hashCode() {
    return isLasting ? name.hashCode() : System.identityHashCode(this);
  }
}
