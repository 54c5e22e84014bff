// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

/** Hears what a list does, for {@code -bh}. Called on the session's thread. */
@FunctionalInterface
public interface Trace {
  /** Hears nothing. */
  Trace NONE =
      new Trace() {
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

  /** A line, without the {@code >>> } before it. */
  void say(String line);
}
