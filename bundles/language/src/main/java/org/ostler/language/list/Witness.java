// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

/** Hears how a list was decided, for {@code -bh} and the log. Called on the thread of the test. */
public interface Witness {
  /** Whether anyone hears {@link #trace}: its lines are made only then. */
  boolean isTracing();

  /** A line about a list, such as {@code test.example in "+ours"? yes (matched "+ours")}. */
  void trace(String line);

  /** What the administrator should know: a host counted although nothing is known about it. */
  void log(String line);

  /** A list could not be expanded; true when that is told, and a test of it just waits. */
  default boolean unexpanded(String line) {
    return false;
  }

  /** A list does not match because nothing is known about a host. */
  void unknown(String reason);

  /** No address was found for a name that stands in a host list. */
  void noAddress(String name);

  /** No name was found for the address of a host; told once a connection. */
  void noName(String address);
}
