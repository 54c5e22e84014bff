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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.SmtpSink;
import org.ostler.testing.peers.Waiting;

/** Every kind of mail in numbers: all of it arrives, once, octet for octet. */
@RequiresPeer({"smtp-source", "smtp-sink"})
class TenThousandIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Load load = new Load();

  @TempDir Path directory;

  @Test
  void relaysTenThousandMessagesUnchanged() throws Exception {
    try (SmtpSink sink = SmtpSink.start(Files.createDirectory(directory.resolve("sink")));
        PackedServer ostler =
            PackedServer.startAsShipped(
                Files.createDirectory(directory.resolve("ostler")),
                Policies.relayTo(sink.port()))) {
      long start = System.nanoTime();
      load.send(directory, ostler.smtpPort(), kind -> "user");
      long accepted = System.nanoTime();
      awaitCompleted(ostler);
      long completed = System.nanoTime();
      report("relayed", start, accepted, completed, ostler);
      List<Received> received = new ArrayList<>();
      for (Path file : sink.await(Load.MESSAGES, LIMIT)) {
        received.add(Received.fromSink(file, 1));
      }
      load.verify(received);
    }
  }

  @Test
  void keepsTenThousandMessagesInMaildirsUnchanged() throws Exception {
    try (PackedServer ostler = PackedServer.startAsShipped(directory, Policies.maildirs())) {
      long start = System.nanoTime();
      load.send(directory, ostler.smtpPort(), kind -> "u" + kind % 10);
      long accepted = System.nanoTime();
      awaitCompleted(ostler);
      long completed = System.nanoTime();
      report("kept", start, accepted, completed, ostler);
      List<Received> received = new ArrayList<>();
      for (Path file : Mailboxes.files(ostler.data().resolve("mail"))) {
        received.add(Received.fromMaildir(file, 1));
      }
      load.verify(received);
    }
  }

  private static void awaitCompleted(PackedServer ostler) {
    Waiting.until("the end of all deliveries", LIMIT, () -> completed(ostler) >= Load.MESSAGES);
    assertThat(completed(ostler)).isEqualTo(Load.MESSAGES);
  }

  private static long completed(PackedServer ostler) {
    try (Stream<String> lines = ostler.log("mainlog").lines()) {
      return lines.filter(line -> line.endsWith(" Completed")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(
      String what, long start, long accepted, long completed, PackedServer ostler)
      throws IOException {
    double second = Duration.ofSeconds(1).toNanos();
    System.out.printf(
        "%d messages accepted in %.1f s, %s after %.1f s: %.0f/s, resident %d MiB%n",
        Load.MESSAGES,
        (accepted - start) / second,
        what,
        (completed - start) / second,
        Load.MESSAGES * second / (completed - start),
        ostler.residentMebibytes());
    assertThat(ostler.residentMebibytes()).isLessThan(PackedServer.MOST_RESIDENT);
  }
}
