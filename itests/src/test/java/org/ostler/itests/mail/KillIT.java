// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Waiting;

/** What was acknowledged is there, whatever becomes of the server's process. */
class KillIT {
  private static final int ROUNDS = 5;
  private static final int ACKNOWLEDGED_A_ROUND = 1_000;
  private static final int SESSIONS = 16;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path directory;

  @Test
  void losesNothingAcknowledgedWhenKilledUnderLoad() throws Exception {
    try (ReceivingHost host = ReceivingHost.start();
        PackedServer ostler = PackedServer.startAsShipped(directory, Policies.mixed(host.port()))) {
      Set<String> acknowledged = new HashSet<>();
      for (int round = 1; round <= ROUNDS; round++) {
        try (Senders senders = Senders.start(ostler.smtpPort(), SESSIONS, "round" + round)) {
          senders.awaitAcknowledged(ACKNOWLEDGED_A_ROUND * round / ROUNDS, LIMIT);
          ostler.kill();
          acknowledged.addAll(senders.finish());
          assertThat(senders.refused()).isEmpty();
        }
        ostler.startAgain();
      }
      awaitEmptyQueue(ostler);
      List<String> arrived = new ArrayList<>();
      host.messages().forEach(message -> arrived.add(message.field("Message-ID")));
      arrived.addAll(Mailboxes.messageIds(ostler.data().resolve("mail")));
      assertNothingMissing(acknowledged, arrived);
    }
  }

  @Test
  void losesAndDoublesNothingWhenStoppedUnderLoad() throws Exception {
    try (ReceivingHost host = ReceivingHost.start();
        PackedServer ostler = PackedServer.startAsShipped(directory, Policies.mixed(host.port()));
        Senders senders = Senders.start(ostler.smtpPort(), SESSIONS, "stop")) {
      senders.awaitAcknowledged(ACKNOWLEDGED_A_ROUND, LIMIT);
      assertThat(ostler.stop()).isZero();
      Set<String> acknowledged = senders.finish();
      assertThat(senders.refused()).isEmpty();
      assertThat(ostler.log("mainlog")).contains("daemon stopped");
      assertThat(ostler.log("paniclog")).isEmpty();
      ostler.startAgain();
      awaitEmptyQueue(ostler);
      List<String> arrived = new ArrayList<>();
      host.messages().forEach(message -> arrived.add(message.field("Message-ID")));
      arrived.addAll(Mailboxes.messageIds(ostler.data().resolve("mail")));
      assertThat(new HashSet<>(arrived)).containsAll(acknowledged);
      assertThat(arrived).doesNotHaveDuplicates();
    }
  }

  private static void assertNothingMissing(Set<String> acknowledged, List<String> arrived) {
    Set<String> once = new HashSet<>(arrived);
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(once);
    int doubled = arrived.size() - once.size();
    System.out.printf(
        "killed %d times: %d acknowledged, %d arrived, %d of them twice%n",
        ROUNDS, acknowledged.size(), once.size(), doubled);
    assertThat(missing).isEmpty();
    // What was on its way when the process died is sent again: RFC 5321 §4.1.1.4 wants it so.
    assertThat(doubled).isLessThan(acknowledged.size() / 10);
  }

  private static void awaitEmptyQueue(PackedServer ostler) {
    Waiting.until(
        "an empty queue",
        LIMIT,
        () -> {
          try {
            return ostler.ostler("-bpc").output().strip().equals("0");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
          }
        });
  }
}
