// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.function.Consumer;
import org.ostler.language.trace.Trace;

/**
 * Hears what lists do in sessions of {@code -bh}, whatever {@code -d} selects beside it. Called on
 * the session's thread.
 */
@FunctionalInterface
public interface HostTrace {
  /** Hears nothing. */
  HostTrace NONE =
      new HostTrace() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public void say(String line) {}
      };

  /** Whether anyone listens: lines are made only then. */
  default boolean isOn() {
    return true;
  }

  /**
   * Writes to a terminal: with {@code >>> } before each line, or without under {@code -d}, among
   * whose lines they are then.
   */
  static HostTrace on(Consumer<String> terminal) {
    return line -> {
      if (Trace.here() == null) {
        terminal.accept(">>> " + line.replace("\n", "\n>>> "));
      } else {
        terminal.accept(line);
      }
    };
  }

  /** A line, without the {@code >>> } before it. */
  void say(String line);
}
