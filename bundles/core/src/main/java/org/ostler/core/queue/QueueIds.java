// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import org.ostler.api.mail.QueueId;

/**
 * Makes queue ids: seconds, a running number, and a fraction of the second, in base 62. Time never
 * goes back here: it starts after the newest message of the spool, so that an id returns neither
 * after a restart nor when the clock is set back. Safe for many threads.
 */
public final class QueueIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final long PER_HOST = 200;
  private static final long NUMBERS = 62L * 62 * 62 * 62 * 62 * 62;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private long lastSecond;
  private long number;
  private volatile int hostNumber = LocalhostNumber.NONE;

  /**
   * A generator.
   *
   * @param known the ids that the spool holds
   * @param start where the running number begins: the process id, as in Exim
   */
  public QueueIds(InstantSource clock, Collection<QueueId> known, long start) {
    this.clock = clock;
    this.number = start % NUMBERS;
    for (QueueId id : known) {
      lastSecond = Math.max(lastSecond, value(id.value().substring(0, 6)) + 1);
    }
  }

  /**
   * Makes ids that no other host makes from here on: the last two characters have the number, and
   * the second's fraction in steps of 5 ms.
   *
   * @param localhost 0 to 16, or {@link LocalhostNumber#NONE}
   */
  public void host(int localhost) {
    hostNumber = localhost;
  }

  /** An id that was never given before. */
  public QueueId next() {
    long millis = clock.millis();
    lock.lock();
    try {
      lastSecond = Math.max(lastSecond, Math.floorDiv(millis, 1000));
      number = (number + 1) % NUMBERS;
      long fraction =
          hostNumber == LocalhostNumber.NONE
              ? Math.floorMod(millis, 1000) * 2
              : hostNumber * PER_HOST + Math.floorMod(millis, 1000) / 5;
      return new QueueId(
          digits(lastSecond, 6) + "-" + digits(number, 6) + "-" + digits(fraction, 2));
    } finally {
      lock.unlock();
    }
  }

  static String digits(long value, int width) {
    char[] text = new char[width];
    long rest = value;
    for (int i = width - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (rest % 62));
      rest /= 62;
    }
    return new String(text);
  }

  static long value(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      value = value * 62 + Math.max(0, DIGITS.indexOf(text.charAt(i)));
    }
    return value;
  }
}
