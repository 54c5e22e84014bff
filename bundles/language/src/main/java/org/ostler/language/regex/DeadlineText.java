// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * A subject that looks at the clock now and then while a matcher reads it: the only way to stop
 * that matcher.
 */
final class DeadlineText implements CharSequence {
  private static final int READS_BETWEEN_LOOKS = 4096;

  private final String text;
  private final long limitNanos;
  private long deadlineNanos;
  private boolean running;
  private int reads;

  /** A subject for a match that may take this long from the first look at the clock on. */
  DeadlineText(String text, long limitNanos) {
    this.text = text;
    this.limitNanos = limitNanos;
  }

  @Override
  public char charAt(int index) {
    if (++reads >= READS_BETWEEN_LOOKS) {
      look();
    }
    return text.charAt(index);
  }

  /** Most matches end before the first look, which is when the time begins to run. */
  private void look() {
    reads = 0;
    long now = System.nanoTime();
    if (!running) {
      running = true;
      deadlineNanos = now + limitNanos;
    } else if (now - deadlineNanos > 0) {
      throw new Passed();
    }
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
