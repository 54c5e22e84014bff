// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.ostler.itests.container.BareFelix;
import org.ostler.itests.mail.Senders;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.dns.ZoneServer;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Waiting;

/**
 * Changing horses: features are updated, removed and installed while mail flows through them. No
 * message is lost, doubled or refused for good; an update is not even noticed.
 */
class ChangingFeaturesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int SESSIONS = 4;
  private static final int SOME = 100;
  private static final String[] FEATURES = {"spf", "queuefile"};

  @TempDir Path directory;
  private Path copies;

  @Test
  void packedServerChangesFeaturesUnderLoad() throws Exception {
    copies = Files.createDirectory(directory.resolve("copies"));
    try (ZoneServer dns = Flow.zone();
        PackedServer ostler = PackedServer.start(directory, Flow.policy(dns.port(), copies));
        Senders senders = Senders.start(ostler.smtpPort(), SESSIONS, "packed")) {
      assertThat(ostler.ostler("feature", "list").output())
          .containsPattern("spf +installed")
          .containsPattern("queuefile +installed");
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
      Flow.assertAllThere(acknowledged, ostler.data().resolve("mail"), copies);
      assertThat(ostler.log("paniclog")).isEmpty();
    }
  }

  @Test
  void bareFelixChangesFeaturesUnderLoad() throws Exception {
    copies = Files.createDirectory(directory.resolve("copies"));
    int port = Peers.freePort();
    Path data = directory.resolve("data");
    Path configuration = directory.resolve("ostler.conf");
    try (ZoneServer dns = Flow.zone()) {
      String macros = "SMTP_PORT = " + port + "\nDATA = " + data + "\n";
      Files.writeString(configuration, macros + Flow.policy(dns.port(), copies));
      try (BareFelix felix = BareFelix.start(directory, configuration, FEATURES)) {
        Waiting.until("a listener", LIMIT, () -> Waiting.listens(port));
        try (Senders senders = Senders.start(port, SESSIONS, "felix")) {
          change(felix, senders);
          Set<String> acknowledged = senders.finish();
          assertThat(senders.refused()).isEmpty();
          Flow.assertAllThere(acknowledged, data.resolve("mail"), copies);
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
    for (String feature : FEATURES) {
      felix.uninstall(feature);
      awaitAbsence(senders, feature);
      felix.install(feature);
      senders.awaitMore(SOME, LIMIT);
    }
  }

  /** An absence longer than that of an update: sessions put off, deliveries wait in the queue. */
  private static void awaitAbsence(Senders senders, String feature) {
    if (feature.equals("spf")) {
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
