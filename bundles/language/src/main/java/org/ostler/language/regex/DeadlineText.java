// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * A subject that looks at the clock now and then while a matcher reads it: the only way to stop
 * that matcher.
 */
final class DeadlineText implements CharSequence {
  private static final int READS_BETWEEN_LOOKS = 4096;

  private final String text;
  private final long deadlineNanos;
  private int reads;

  DeadlineText(String text, long deadlineNanos) {
    this.text = text;
    this.deadlineNanos = deadlineNanos;
  }

  @Override
  public char charAt(int index) {
    if (++reads >= READS_BETWEEN_LOOKS) {
      reads = 0;
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new Passed();
      }
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * Unwinds the matcher; unchecked because it passes through the JDK's code, and never leaves
   * {@link Regex}.
   */
  static final class Passed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Passed() {
      super("deadline", null, false, false);
    }
  }
}
