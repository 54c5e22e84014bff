// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Waiting;

/** Next hops that put off, refuse, or do not answer. */
class DestinationsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final String SENDER = "u1@ostler.example";

  @TempDir Path directory;

  @Test
  void retriesUntilTheDestinationAccepts() throws Exception {
    Map<String, Integer> attempts = new ConcurrentHashMap<>();
    int refusals = 3;
    try (ReceivingHost host =
            ReceivingHost.start(
                recipient ->
                    attempts.merge(recipient, 1, Integer::sum) <= refusals
                        ? "451 4.7.1 come back later"
                        : "250 OK");
        PackedServer ostler = PackedServer.start(directory, Policies.relayTo(host.port()));
        SmtpClient client = SmtpClient.connect(ostler.smtpPort())) {
      int messages = 20;
      for (int i = 0; i < messages; i++) {
        assertThat(client.send(SENDER, List.of("r" + i + "@sink.example"), message("retry" + i)))
            .startsWith("250 ");
      }
      List<ReceivingHost.Message> arrived = host.await(messages, LIMIT);
      assertThat(arrived.stream().flatMap(m -> m.recipients().stream()))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, messages).mapToObj(i -> "r" + i + "@sink.example").toList());
      awaitLog(ostler, " Completed", messages);
      assertThat(ostler.log("mainlog"))
          .contains("== r0@sink.example R=onward T=onward defer (")
          .contains("451 4.7.1 come back later")
          .contains("=> r0@sink.example R=onward T=onward H=127.0.0.1 [127.0.0.1]");
    }
  }

  @Test
  void bouncesWhatTheDestinationRefuses() throws Exception {
    try (ReceivingHost host =
            ReceivingHost.start(recipient -> "550 5.1.1 no such user \"" + recipient + "\"");
        PackedServer ostler = PackedServer.start(directory, bouncing(host.port()));
        SmtpClient client = SmtpClient.connect(ostler.smtpPort())) {
      assertThat(client.send(SENDER, List.of("nobody@sink.example"), message("refused")))
          .startsWith("250 ");
      Path mailbox = ostler.data().resolve("mail/u1/new");
      Waiting.until("the bounce", LIMIT, () -> hasFile(mailbox));
      String bounce = onlyFile(mailbox);
      assertThat(bounce.lines().map(line -> line.replaceAll("boundary=.*", "boundary=")))
          .contains(
              "Envelope-to: " + SENDER,
              "Return-path: <>",
              "Auto-Submitted: auto-replied",
              "X-Failed-Recipients: nobody@sink.example",
              "To: " + SENDER,
              "Reporting-MTA: dns; ostler.example",
              "Action: failed",
              "Final-Recipient: rfc822;nobody@sink.example",
              "Status: 5.1.1",
              "Message-ID: <refused@source.example>");
      assertThat(bounce.replace("\n ", " ").replace("\n\t", " "))
          .containsPattern("(?m)^Content-Type: multipart/report; report-type=delivery-status;")
          .containsPattern("(?m)^Content-type: message/delivery-status$")
          .containsPattern("(?m)^Content-type: (message/rfc822|text/rfc822-headers)$")
          .containsPattern("(?m)^Remote-MTA: dns; ?127\\.0\\.0\\.1$")
          .containsPattern("(?m)^Diagnostic-Code: smtp; ?550 5\\.1\\.1 no such user");
      assertThat(ostler.log("mainlog")).contains("** nobody@sink.example R=onward T=onward");
    }
  }

  @Test
  void deadDestinationsDoNotDelayLivingOnes() throws Exception {
    int closed = Peers.freePort();
    try (ReceivingHost silent = ReceivingHost.silent();
        ReceivingHost living = ReceivingHost.start();
        PackedServer ostler =
            PackedServer.start(directory, threeHosts(closed, silent.port(), living.port()));
        SmtpClient client = SmtpClient.connect(ostler.smtpPort())) {
      int messages = 300;
      long[] accepted = new long[messages];
      for (int i = 0; i < messages; i++) {
        List<String> recipients =
            List.of(i + "@closed.example", i + "@silent.example", i + "@living.example");
        assertThat(client.send(SENDER, recipients, message("m" + i))).startsWith("250 ");
        accepted[i] = System.nanoTime();
      }
      long slowest = 0;
      for (ReceivingHost.Message message : living.await(messages, LIMIT)) {
        assertThat(message.recipients()).singleElement().asString().endsWith("@living.example");
        String local = message.recipients().getFirst().split("@", 2)[0];
        slowest = Math.max(slowest, message.nanos() - accepted[Integer.parseInt(local)]);
      }
      System.out.printf("slowest beside dead hosts: %d ms%n", slowest / 1_000_000);
      assertThat(Duration.ofNanos(slowest)).isLessThan(AT_ONCE);
      assertThat(ostler.ostler("-bpc").output().strip()).isEqualTo("" + messages);
      ostler.kill(); // a stop would wait for the silent host
    }
  }

  private static String bouncing(int port) {
    return Policies.mixed(port)
        .replace("driver = appendfile", "driver = appendfile\n  return_path_add");
  }

  private static String threeHosts(int closed, int silent, int living) {
    return Policies.relayTo(living)
        .replace(
            "route_list = * 127.0.0.1::" + living + " byname",
            ("route_list = closed.example 127.0.0.1::%d byname ;"
                    + " silent.example 127.0.0.1::%d byname ;"
                    + " living.example 127.0.0.1::%d byname")
                .formatted(closed, silent, living));
  }

  private static String message(String id) {
    return "From: <"
        + SENDER
        + ">\r\nSubject: "
        + id
        + "\r\nMessage-ID: <"
        + id
        + "@source.example>\r\n\r\ntext\r\n";
  }

  private static void awaitLog(PackedServer ostler, String end, int count) {
    Waiting.until(
        count + " lines with" + end,
        LIMIT,
        () -> {
          try {
            return ostler.log("mainlog").lines().filter(line -> line.endsWith(end)).count()
                >= count;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static boolean hasFile(Path folder) {
    String[] files = folder.toFile().list();
    return files != null && files.length > 0;
  }

  private static String onlyFile(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return Files.readString(all.getFirst(), StandardCharsets.ISO_8859_1);
    }
  }
}
