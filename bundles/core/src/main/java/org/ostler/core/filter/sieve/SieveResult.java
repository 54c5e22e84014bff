// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

/** How a script ended. */
public sealed interface SieveResult {
  /** The sentence that Exim has for it. */
  String message();

  /** At its end; {@code kept} when it did not deal with the message, which was filed for it. */
  record Done(boolean kept) implements SieveResult {
    @Override
    public String message() {
      return kept ? "Implicit keep" : "No implicit keep";
    }
  }

  /** With an error, so that the message was filed whatever else was done. */
  record Broken(String why, int line) implements SieveResult {
    @Override
    public String message() {
      return "Sieve error: " + why + " in line " + line;
    }
  }
}
