// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.ostler.itests.container.BareFelix;
import org.ostler.itests.mail.Senders;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Waiting;

/**
 * Changing horses: features are updated, removed and installed while mail flows through them. No
 * message is lost, doubled or refused for good; an update is not even noticed.
 */
@RequiresPeer({"redis-server", "redis-cli", "mdb_load"})
class ChangingFeaturesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int SESSIONS = 4;
  private static final int SOME = 100;
  private static final String[] FEATURES = Stage.FEATURES.toArray(String[]::new);

  @TempDir Path directory;

  @Test
  void packedServerChangesFeaturesUnderLoad() throws Exception {
    try (Stage stage = new Stage(directory);
        PackedServer ostler = PackedServer.startAsShipped(directory, stage.policy());
        Senders senders = Senders.start(ostler.smtpPort(), SESSIONS, "packed")) {
      String listed = ostler.ostler("feature", "list").output();
      for (String feature : FEATURES) {
        assertThat(listed).containsPattern("(?m)^" + feature + " +installed");
      }
      senders.awaitMore(SOME, LIMIT);
      for (String feature : FEATURES) {
        succeeds(ostler.ostler("feature", "update", feature));
        senders.awaitMore(SOME, LIMIT);
      }
      assertThat(senders.deferred()).isEmpty();
      for (String feature : FEATURES) {
        succeeds(ostler.ostler("feature", "remove", feature));
        awaitAbsence(senders, feature);
        succeeds(ostler.ostler("feature", "install", feature));
        senders.awaitMore(SOME, LIMIT);
      }
      Set<String> acknowledged = senders.finish();
      assertThat(senders.refused()).isEmpty();
      Flow.assertAllThere(acknowledged, ostler.data().resolve("mail"), stage.copies());
      assertThat(ostler.log("mainlog")).contains("told msg:complete");
      assertThat(ostler.log("paniclog")).isEmpty();
    }
  }

  @Test
  void bareFelixChangesFeaturesUnderLoad() throws Exception {
    int port = Peers.freePort();
    Path data = directory.resolve("data");
    Path configuration = directory.resolve("ostler.conf");
    try (Stage stage = new Stage(directory)) {
      String macros = "SMTP_PORT = " + port + "\nDATA = " + data + "\n";
      Files.writeString(configuration, macros + stage.policy());
      try (BareFelix felix = BareFelix.start(directory, configuration, FEATURES)) {
        Waiting.until("a listener", LIMIT, () -> Waiting.listens(port));
        try (Senders senders = Senders.start(port, SESSIONS, "felix")) {
          change(felix, senders);
          Set<String> acknowledged = senders.finish();
          assertThat(senders.refused()).isEmpty();
          Flow.assertAllThere(acknowledged, data.resolve("mail"), stage.copies());
        }
      }
    }
  }

  private static void change(BareFelix felix, Senders senders) throws Exception {
    senders.awaitMore(SOME, LIMIT);
    for (Bundle bundle : felix.features()) {
      bundle.update();
      senders.awaitMore(SOME, LIMIT);
    }
    assertThat(senders.deferred()).isEmpty();
    for (String feature : List.of("spf", "queuefile")) { // each absence lasts a while
      felix.uninstall(feature);
      awaitAbsence(senders, feature);
      felix.install(feature);
      senders.awaitMore(SOME, LIMIT);
    }
  }

  /** An absence longer than that of an update: sessions put off, deliveries wait in the queue. */
  private static void awaitAbsence(Senders senders, String feature) {
    if (Stage.isAskedInSessions(feature)) {
      int before = senders.deferred().size();
      Waiting.until("a deferral", LIMIT, () -> senders.deferred().size() > before);
    } else {
      senders.awaitMore(SOME, LIMIT);
    }
  }

  private static void succeeds(Run run) {
    assertThat(run.exit()).as("%s%s", run.output(), run.errors()).isZero();
  }
}
