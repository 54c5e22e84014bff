// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

/** A script makes no sense, or cannot be obeyed; the message is Exim's. */
final class BadSieve extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  BadSieve(String message, int line) {
    super(message, null, false, false);
    this.line = line;
  }

  /** What is wrong. */
  String message() {
    return String.valueOf(getMessage());
  }

  /** The line of the script that was being read, from 1. */
  int line() {
    return line;
  }
}
