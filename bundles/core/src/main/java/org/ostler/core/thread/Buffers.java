// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.thread;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Buffers that are used for moments and given to the next who needs one: a message passes through
 * three of them. What was in one stays in it, so a taker reads what it has written alone. Safe for
 * many threads; never waits.
 */
public final class Buffers {
  /** Octets of each. */
  public static final int SIZE = 8192;

  /** At most this many are kept, half a megabyte. */
  private static final int KEPT = 64;

  private static final ArrayBlockingQueue<byte[]> FREE = new ArrayBlockingQueue<>(KEPT);

  private Buffers() {}

  /** One of {@link #SIZE} octets, of any content. Whoever loses it does no harm. */
  public static byte[] take() {
    byte[] free = FREE.poll();
    return free == null ? new byte[SIZE] : free;
  }

  /** Takes one back that the caller will not use again; an array of another size is dropped. */
  public static void give(byte[] buffer) {
    if (buffer.length == SIZE) {
      FREE.offer(buffer);
    }
  }
}
