// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.ostler.testing.spool.SpoolContract;

/**
 * Memory and time to start with a million small messages. Run by hand: {@code MillionMessages
 * DIRECTORY}.
 */
final class MillionMessages {
  private static final int MESSAGES = 1_000_000;
  private static final int WRITERS = 250;

  private MillionMessages() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    // In a thread of its own, so that nothing of it is reachable when memory is counted.
    Thread filler = Thread.ofPlatform().start(() -> prepare(directory));
    filler.join();
    long empty = used();
    long start = System.nanoTime();
    try (Journal journal = Journal.open(directory, JournalSettings.defaults())) {
      report(journal, "checkpoint", start, empty);
    }
    java.nio.file.Files.delete(directory.resolve("checkpoint"));
    start = System.nanoTime();
    try (Journal journal = Journal.open(directory, JournalSettings.defaults())) {
      report(journal, "no checkpoint", start, empty);
      start = System.nanoTime();
    }
    System.out.printf("close with checkpoint: %d ms%n", (System.nanoTime() - start) / 1_000_000);
  }

  private static void prepare(Path directory) {
    try (Journal journal = Journal.open(directory, JournalSettings.defaults())) {
      if (journal.ids().isEmpty()) {
        fill(journal);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void report(Journal journal, String how, long start, long empty) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    long each = (used() - empty) / MESSAGES;
    System.out.printf(
        "%s: %d messages in %d ms, %d octets of heap each%n",
        how, journal.ids().size(), millis, each);
  }

  private static void fill(Journal journal) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(WRITERS);
    for (int writer = 0; writer < WRITERS; writer++) {
      int first = writer;
      Thread.startVirtualThread(
          () -> {
            try {
              for (int number = first; number < MESSAGES; number += WRITERS) {
                SpoolContract.add(
                    journal, SpoolContract.id(number), "a head of some octets", new byte[500]);
              }
            } catch (java.io.IOException e) {
              System.err.println(e);
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
