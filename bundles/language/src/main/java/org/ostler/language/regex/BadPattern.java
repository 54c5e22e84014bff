// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** A regular expression that makes no sense; the message is PCRE's where PCRE has one. */
public final class BadPattern extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  public BadPattern(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Where in the pattern the trouble was seen, in octets. */
  public int offset() {
    return offset;
  }
}
