// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.StoredMessage;
import org.ostler.testing.spool.SpoolContract;

/** Journals for tests: small segments, so that little mail makes many. */
final class Spools {
  private Spools() {}

  static JournalSettings small() {
    return settings(4096, 0, false);
  }

  static JournalSettings salvaging() {
    return settings(4096, 0, true);
  }

  static JournalSettings settings(int segmentSize, long reserve, boolean salvage) {
    return new JournalSettings(
        segmentSize, 1000, 4000, reserve, 512, 1 << 20, Duration.ofMinutes(5), salvage);
  }

  static Journal open(Disk disk) throws IOException {
    return open(disk, small());
  }

  static Journal open(Disk disk, JournalSettings settings) throws IOException {
    return Journal.open(disk, settings, new Random(7));
  }

  static QueueId id(int number) {
    return SpoolContract.id(number);
  }

  /** Adds a message whose body of a size is known from its number. */
  static StoredMessage add(Spool spool, int number, int size) throws IOException {
    return SpoolContract.add(spool, id(number), "head " + number, body(number, size));
  }

  static byte[] body(int number, int size) {
    byte[] octets = new byte[size];
    new Random(number).nextBytes(octets);
    return octets;
  }

  static long segments(FakeDisk disk) {
    return disk.files().stream().filter(name -> name.startsWith("segments/")).count();
  }
}
