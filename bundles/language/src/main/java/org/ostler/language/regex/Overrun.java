// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * A match was given up: the pattern backtracks too much on this subject. The message names the
 * pattern.
 */
public final class Overrun extends Exception {
  private static final long serialVersionUID = 1L;

  public Overrun(String pattern) {
    super("regular expression \"" + pattern + "\" needs too much time or memory on this subject");
  }
}
