// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Waiting;

/**
 * Changing horses: each of nine features is updated, then removed and installed again, while 200
 * messages a second flow through them. No message is lost, doubled or refused for good; an update
 * is not even noticed, and a removal puts mail off until the feature is back.
 */
@RequiresPeer({"redis-server", "redis-cli", "mdb_load"})
class ChangingFeaturesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PER_SECOND = 200;
  private static final double RATE = PER_SECOND * 0.97; // some are under way when a time ends
  private static final int SOME = 100;

  /** Who says yes on a terminal needs no -y. */
  private static final Map<String, String> ANSWERS = Map.of("lmdb", "y\n", "redis", "YES\n");

  /** What a client waits for a reply without thinking of it: RFC 5321 §4.5.3.2 grants minutes. */
  private static final Duration UNNOTICED = Duration.ofSeconds(10);

  @TempDir Path directory;

  @Test
  void changesFeaturesUnderLoad() throws Exception {
    try (Stage stage = new Stage(directory);
        PackedServer ostler = PackedServer.startAsShipped(directory, stage.policy());
        Traffic traffic = Traffic.start(ostler.smtpPort(), "packed", PER_SECOND)) {
      succeeds(ostler.ostler("feature", "install", "dsn-info")); // it has no words to be named
      assertListed(ostler);
      traffic.awaitMore(SOME, LIMIT); // the first are slow, as long as the code is cold
      traffic.flow();
      update(ostler, traffic);
      traffic.awaitRate(RATE, LIMIT);
      Flow updates = traffic.ebb();
      System.out.println("updates: " + updates);
      assertThat(traffic.deferred()).isEmpty();
      assertThat(updates.longestWait()).isLessThan(UNNOTICED);
      assertAsks(ostler);
      shortenGrace(ostler, stage);
      for (String feature : Stage.FEATURES) {
        replace(ostler, traffic, feature);
      }
      List<Letter> acknowledged = traffic.finish();
      assertThat(traffic.refused()).as("refused; panic log: %s", ostler.log("paniclog")).isEmpty();
      System.out.println("outside absences: " + traffic.flows());
      assertThat(traffic.flows().perSecond()).isGreaterThanOrEqualTo(RATE);
      assertThat(traffic.judgements()).isPositive();
      Arrivals arrivals = new Arrivals(ostler.data(), stage.copies());
      arrivals.assertComplete(acknowledged);
      arrivals.assertSuccessesTold(acknowledged);
      arrivals.assertHostsDescribed();
      assertLogged(ostler);
      // While event is away, the log says that events are not told; there is nothing else to see.
      assertThat(ostler.log("paniclog").lines()).allMatch(line -> line.contains("not be told"));
    }
  }

  private static void update(PackedServer ostler, Traffic traffic) throws Exception {
    for (String feature : Stage.FEATURES) {
      succeeds(ostler.ostler("feature", "update", feature));
      traffic.awaitMore(SOME, LIMIT);
    }
  }

  private static void replace(PackedServer ostler, Traffic traffic, String feature)
      throws Exception {
    int before = traffic.deferred().size();
    remove(ostler, feature);
    if (Stage.isAskedInSessions(feature)) {
      Waiting.until(
          "mail put off without " + feature, LIMIT, () -> traffic.deferred().size() > before);
    } else {
      traffic.awaitMore(SOME, LIMIT);
    }
    succeeds(ostler.ostler("feature", "install", feature));
    traffic.awaitMore(SOME, LIMIT); // what was put off before it came back is counted
    int after = traffic.deferred().size();
    traffic.flow();
    traffic.awaitMore(2 * SOME, LIMIT);
    traffic.awaitRate(RATE, LIMIT); // what a busy machine kept waiting is made up for
    traffic.ebb();
    assertThat(traffic.deferred().subList(after, traffic.deferred().size()))
        .as("put off with %s back", feature)
        .isEmpty();
  }

  /** Each with its state, its version, and where the configuration uses it. */
  private static void assertListed(PackedServer ostler) throws Exception {
    String listed = ostler.ostler("feature", "list").output();
    for (String feature : Stage.FEATURES) {
      assertThat(listed).containsPattern("(?m)^" + feature + " +installed +\\d+\\.\\d+\\.\\d+ ");
    }
    assertThat(listed).containsPattern("(?m)^dnsdb +available +\\d+\\.\\d+\\.\\d+ ");
    for (String use :
        List.of(
            "condition spf: ~deny spf",
            "variable $spf_result: ~X-Judged:",
            "lookup spf: ~X-Judged:",
            "lookup lmdb: ~lmdb{",
            "lookup redis: ~lookup redis",
            "main option redis_servers: ~redis_servers",
            "main option hosts_proxy: ~hosts_proxy",
            "variable $proxy_session: ~X-Judged:",
            "main option prdr_enable: ~prdr_enable",
            "main option dsn_advertise_hosts: ~dsn_advertise_hosts",
            "main option event_action: ~event_action",
            "transport option event_action: ~driver = smtp",
            "variable $event_name: ~logwrite",
            "transport queuefile: ~driver = queuefile")) {
      String[] parts = use.split("~", 2);
      int line = line(ostler.configuration(), parts[1]);
      line = use.startsWith("transport option") ? line + 1 : line;
      assertThat(listed).contains("    " + parts[0] + ostler.configuration() + ":" + line + "\n");
    }
  }

  /** The number of the first line that has the text; lines that continue count for the first. */
  private static int line(Path file, String text) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError("the configuration lacks " + text);
  }

  /** Without a terminal nobody can be asked; on one, only yes is yes. */
  private static void assertAsks(PackedServer ostler) throws Exception {
    Run alone = ostler.ostler("feature", "remove", "spf");
    assertThat(alone.exit()).isEqualTo(1);
    assertThat(alone.errors())
        .contains("condition spf: " + ostler.configuration() + ":", "-y", "spf stays");
    for (String answer : List.of("no\n", "\n", "yellow\n")) {
      Run asked = asked(ostler, "spf", answer);
      assertThat(asked.output()).contains("Remove it all the same?", "spf stays");
      assertThat(asked.exit()).isEqualTo(1);
    }
    assertThat(ostler.ostler("feature", "list").output()).containsPattern("(?m)^spf +installed");
  }

  /** Removes a feature on a terminal, with an answer to what is asked. */
  private static Run asked(PackedServer ostler, String feature, String answer) throws Exception {
    String command = ostler.asProgram() + " feature remove " + feature;
    return Run.of(List.of("script", "-qec", command, "/dev/null"), Map.of(), answer);
  }

  private static void remove(PackedServer ostler, String feature) throws Exception {
    String yes = ANSWERS.get(feature);
    if (yes == null) {
      succeeds(ostler.ostler("feature", "remove", "-y", feature));
      return;
    }
    Run asked = asked(ostler, feature, yes);
    succeeds(asked);
    assertThat(asked.output()).contains("Remove it all the same? [y/N]", "removed " + feature);
  }

  /** Sessions that miss a feature for good need not wait as long as for an update. */
  private static void shortenGrace(PackedServer ostler, Stage stage) throws Exception {
    ostler.configure("feature_grace = 1s\n" + stage.policy());
    Waiting.until("the new configuration", LIMIT, () -> log(ostler).contains("taken over"));
  }

  private static void assertLogged(PackedServer ostler) {
    List<String> lines = log(ostler).lines().toList();
    for (String feature : Stage.FEATURES) {
      for (String change : List.of("updated", "removed", "installed")) {
        assertThat(lines)
            .filteredOn(line -> line.matches(".* feature " + feature + " [0-9.]+ " + change))
            .as("%s %s", feature, change)
            .hasSize(feature.equals("dsn-info") && change.equals("installed") ? 2 : 1);
      }
    }
  }

  private static String log(PackedServer ostler) {
    try {
      return ostler.log("mainlog");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void succeeds(Run run) {
    assertThat(run.exit()).as("%s%s", run.output(), run.errors()).isZero();
  }
}
