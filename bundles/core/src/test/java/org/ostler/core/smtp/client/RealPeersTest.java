// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Outcome;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.SmtpSink;

class RealPeersTest {
  private static final String MESSAGE = "Subject: x\nFrom: <s@src.example>\n\n.dot\nlast line";

  @TempDir Path directory;

  private static SampleDelivery deliver(int port, String message, String... recipients)
      throws Exception {
    try (ClientHouse house = new ClientHouse()) {
      SampleDelivery delivery = SampleDelivery.of(message, recipients);
      delivery.to(new NextHop("peer", "127.0.0.1", port, -1, false));
      house.transport(MemorySettings.named("t")).deliver(delivery);
      return delivery;
    }
  }

  @Test
  @RequiresPeer("smtp-sink")
  void postfixTakesTheMessage() throws Exception {
    try (SmtpSink sink = SmtpSink.start(directory)) {
      assertThat(deliver(sink.port(), MESSAGE, "a@dest.example").outcome(0))
          .isInstanceOf(Outcome.Delivered.class);
      Path file = sink.await(1, Duration.ofSeconds(10)).getFirst();
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .contains("X-Rcpt-Args: <a@dest.example>")
          .endsWith("Subject: x\nFrom: <s@src.example>\n\n.dot\nlast line\n\n");
    }
  }

  @Test
  @RequiresPeer("smtp-sink")
  void postfixDefersARecipient() throws Exception {
    try (SmtpSink sink = SmtpSink.start(directory, "-r", "rcpt")) {
      SampleDelivery delivery = deliver(sink.port(), MESSAGE, "a@dest.example");
      assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Deferred.class);
      assertThat(delivery.reason(0))
          .startsWith("SMTP error from remote mail server after RCPT TO:<a@dest.example>: 450");
    }
  }

  @Test
  @RequiresPeer("exim4")
  void eximTakesSmallAndLargeMessagesInChunks() throws Exception {
    String configuration =
        """
        acl_smtp_rcpt = ${if eq{$local_part}{bad}{deny}{accept}}
        acl_smtp_data = accept
        queue_only
        hold_domains = *
        begin acl
        accept:
          accept
        deny:
          deny message = no such user
        """;
    try (Exim exim = Exim.start(directory, configuration)) {
      SampleDelivery small = deliver(exim.port(), MESSAGE, "a@dest.example", "bad@dest.example");
      assertThat(small.outcome(0)).isInstanceOf(Outcome.Delivered.class);
      assertThat(small.reason(1))
          .isEqualTo(
              "SMTP error from remote mail server after RCPT TO:<bad@dest.example>:"
                  + " 550 no such user");
      String body = ".line of the body\n".repeat(50_000);
      assertThat(deliver(exim.port(), "Subject: y\n\n" + body, "a@dest.example").outcome(0))
          .isInstanceOf(Outcome.Delivered.class);
      assertThat(exim.mainLog().lines().filter(line -> line.contains(" <= s@src.example")).toList())
          .hasSize(2)
          .allMatch(line -> line.contains(" K "));
      assertThat(received(exim)).contains("-D\n\n" + body);
    }
  }

  private String received(Exim exim) throws Exception {
    try (var files = Files.walk(directory.resolve("spool/input"))) {
      // A data file without its header file is not (yet) a message.
      List<Path> data =
          files
              .filter(file -> file.toString().endsWith("-D"))
              .filter(file -> Files.exists(Path.of(file.toString().replaceAll("-D$", "-H"))))
              .toList();
      assertThat(data).hasSize(2);
      StringBuilder all = new StringBuilder();
      for (Path file : data) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        all.append("-D\n\n").append(text.substring(text.indexOf('\n') + 1));
      }
      return all.toString();
    }
  }
}
