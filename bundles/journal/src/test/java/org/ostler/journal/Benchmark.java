// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;

/**
 * Commits a second, each message of 4 KiB removed after it. Run by hand: {@code Benchmark DIRECTORY
 * [SECONDS] [PREALLOCATION]}; the directory must be on the disk that is measured.
 */
final class Benchmark {
  private static final byte[] HEAD = new byte[800];
  private static final byte[] BODY = new byte[4096 - HEAD.length];

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 3;
    int preallocation = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2 << 20;
    JournalSettings usual = JournalSettings.defaults();
    JournalSettings settings =
        new JournalSettings(
            usual.segmentSize(),
            usual.inlineLimit(),
            usual.memory(),
            usual.reserve(),
            preallocation,
            usual.checkpointSize(),
            usual.checkpointInterval(),
            false);
    AtomicInteger number = new AtomicInteger();
    try (Journal journal = Journal.open(directory, settings)) {
      run(journal, 64, 2, number);
      for (int writers : new int[] {1, 16, 64, 256}) {
        long[] micros = run(journal, writers, seconds, number);
        System.out.printf(
            "%3d writers: %6d messages/s committed and removed; commit median %d us, 99%% %d us%n",
            writers,
            micros.length / seconds,
            micros[micros.length / 2],
            micros[(int) (micros.length * 0.99)]);
      }
    }
  }

  private static long[] run(Journal journal, int writers, long seconds, AtomicInteger number)
      throws InterruptedException {
    long until = System.nanoTime() + seconds * 1_000_000_000;
    List<List<Long>> all = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(writers);
    for (int i = 0; i < writers; i++) {
      List<Long> mine = new ArrayList<>();
      all.add(mine);
      Thread.startVirtualThread(
          () -> {
            try {
              while (System.nanoTime() < until) {
                mine.add(commitAndRemove(journal, number.getAndIncrement()));
              }
            } catch (IOException e) {
              System.err.println(e);
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    return all.stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray();
  }

  private static long commitAndRemove(Journal journal, int number) throws IOException {
    QueueId id = new QueueId("1tAbCd-%06d-%02d".formatted(number % 1_000_000, number / 1_000_000));
    long start = System.nanoTime();
    try (Draft draft = journal.begin(id)) {
      draft.body().write(BODY);
      draft.commit(HEAD);
    }
    long micros = (System.nanoTime() - start) / 1000;
    journal.remove(id);
    return micros;
  }
}
