// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

/** Whoever runs a script: does what it wants, or tells it. */
public interface SieveWatch {
  /** The script wants this done. */
  void take(SieveDeed deed) throws InterruptedException;

  /** Hears what is compared and done, a line each. */
  default void hear(String line) {}
}
