// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Waiting;

/** The programs of exim4-base read what Ostler writes, of a run in which everything happens. */
@RequiresPeer({"eximstats", "exigrep", "exiqgrep", "exiqsumm"})
class LogsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int DELIVERED = 6;

  @TempDir Path directory;

  @Test
  void programsOfEximReadLogsAndQueue() throws Exception {
    try (ReceivingHost host = ReceivingHost.start(LogsIT::answer);
        PackedServer ostler = PackedServer.start(directory, policy(host.port()))) {
      happen(ostler);
      Waiting.until("the bounce and the deferral", LIMIT, () -> hasHappened(ostler));
      Path log = ostler.data().resolve("log/mainlog");
      Run stats = Run.of(List.of(program("eximstats"), "-t0", "-nr", log.toString()));
      assertThat(stats.exit()).isZero();
      assertThat(stats.errors()).isEmpty();
      assertThat(stats.output())
          .containsPattern("(?m)^ *Received +\\S+ +9 ") // seven of ours, one bounce, one deferred
          .containsPattern("(?m)^ *Rejects +2 ")
          .contains("Deliveries by transport")
          .contains("maildir")
          .contains("onward");
      grep(log);
      queue(ostler);
    }
  }

  private static String answer(String recipient) {
    if (recipient.startsWith("refused@")) {
      return "550 5.1.1 no such user";
    }
    return recipient.startsWith("later@") ? "451 4.3.0 not now" : "250 OK";
  }

  private static String policy(int port) {
    return Policies.mixed(port)
            .replace("acl_smtp_rcpt = accept", "acl_smtp_rcpt = rcpt")
            .replace("* * F,1h,1s", "* * F,1h,30m")
        + """
        begin acl
        rcpt:
          deny local_parts = unwanted
               message = not here
          accept
        """;
  }

  private static void happen(PackedServer ostler) throws IOException {
    try (SmtpClient client = SmtpClient.connect(ostler.smtpPort())) {
      for (int i = 0; i < DELIVERED; i++) {
        String to = i % 2 == 0 ? "u" + i + "@ostler.example" : i + "@sink.example";
        assertThat(send(client, to)).startsWith("250 ");
      }
      assertThat(send(client, "refused@sink.example")).startsWith("250 ");
      assertThat(send(client, "later@sink.example")).startsWith("250 ");
      assertThat(send(client, "unwanted@sink.example")).startsWith("550 ");
      assertThat(send(client, "unwanted@ostler.example")).startsWith("550 ");
    }
  }

  private static String send(SmtpClient client, String to) throws IOException {
    return client.send("u9@ostler.example", List.of(to), "Subject: log\r\n\r\ntext\r\n");
  }

  private static boolean hasHappened(PackedServer ostler) {
    try {
      String log = ostler.log("mainlog");
      return log.lines().filter(line -> line.endsWith(" Completed")).count() == DELIVERED + 2
          && log.contains("== later@sink.example");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each message's lines belong together: one that was refused, and the bounce it led to. */
  private static void grep(Path log) throws InterruptedException {
    Run refused = Run.of(List.of(program("exigrep"), "-r", "refused@sink", log.toString()));
    assertThat(refused.exit()).isZero();
    assertThat(refused.output())
        .contains(" <= u9@ostler.example H=")
        .contains(" ** refused@sink.example ")
        .contains(" <= <> R=")
        .contains(" Completed");
    Run delivered = Run.of(List.of(program("exigrep"), "u2@ostler", log.toString()));
    assertThat(delivered.output().strip().lines()).hasSize(3);
  }

  private static void queue(PackedServer ostler) throws IOException, InterruptedException {
    Path exim = ostler.asProgram();
    Run all = exiqgrep(exim, "-f", "u9@ostler");
    assertThat(all.errors()).isEmpty();
    assertThat(all.output()).contains("later@sink.example").contains("<u9@ostler.example>");
    assertThat(exiqgrep(exim, "-r", "later@sink", "-c").output()).contains("1 matches out of 1");
    assertThat(exiqgrep(exim, "-z", "-i").output()).isBlank();
    Path list = ostler.data().resolve("list");
    Files.writeString(list, ostler.ostler("-bp").output());
    Run summary = Run.of(List.of("/bin/sh", "-c", program("exiqsumm") + " <" + list));
    assertThat(summary.output()).containsPattern("(?m)^ +1 +\\d+ +0m +0m +sink\\.example$");
    String id = exiqgrep(exim, "-i", "-f", "u9").output().strip();
    assertThat(ostler.ostler("-Mf", id).exit()).isZero();
    assertThat(exiqgrep(exim, "-z", "-i").output().strip()).isEqualTo(id);
    assertThat(ostler.ostler("-Mrm", id).exit()).isZero();
    assertThat(exiqgrep(exim, "-f", ".", "-c").output()).contains("0 matches out of 0");
  }

  private static Run exiqgrep(Path exim, String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(program("exiqgrep"), "-E"));
    command.add(exim.toString());
    command.addAll(List.of(words));
    return Run.of(command);
  }

  private static String program(String name) {
    return Peers.program(name).toString();
  }
}
