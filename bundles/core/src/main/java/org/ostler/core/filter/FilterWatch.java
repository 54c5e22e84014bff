// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

/** Whoever runs a filter: does what it wants, or tells it. */
public interface FilterWatch {
  /**
   * The filter wants this done.
   *
   * @param depth how many conditions the command stands in
   */
  void take(Deed deed, int depth) throws BadFilter, InterruptedException;

  /** Hears how conditions are decided, a line each. */
  default void hear(String line, int depth) {}
}
