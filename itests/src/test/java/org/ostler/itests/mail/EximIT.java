// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Waiting;

/** The same mail from Exim into Ostler, and from Ostler into Exim: both with CHUNKING. */
@RequiresPeer("exim4")
class EximIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int TIMES = 5;

  @TempDir Path ostlerDirectory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir Path eximDirectory;

  private final List<Sample> samples = samples();

  @Test
  void takesMailOfEximUnchanged() throws Exception {
    try (PackedServer ostler = PackedServer.start(ostlerDirectory, Policies.maildirs());
        Exim exim = Exim.start(eximDirectory, eximRelayingTo(ostler.smtpPort()))) {
      send(exim.port());
      verify(ostler.data().resolve("mail"), () -> log(exim));
      assertThat(ostler.log("mainlog")).contains(" P=esmtp K ");
    }
  }

  @Test
  void givesMailToEximUnchanged() throws Exception {
    try (Exim exim = Exim.start(eximDirectory, eximWithMaildirs());
        PackedServer ostler = PackedServer.start(ostlerDirectory, Policies.relayTo(exim.port()))) {
      send(ostler.smtpPort());
      verify(eximDirectory.resolve("mail"), () -> log(exim));
      assertThat(exim.mainLog()).contains(" P=esmtp K ");
    }
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      samples.addAll(Sample.small());
    }
    samples.add(Sample.big());
    return samples;
  }

  private void send(int port) throws Exception {
    try (SmtpClient client = SmtpClient.connect(port)) {
      for (int i = 0; i < samples.size(); i++) {
        List<String> recipients = List.of(i + "-u" + i % 10 + "@dest.example");
        assertThat(client.send("sender@source.example", recipients, samples.get(i).wire()))
            .startsWith("250 ");
      }
    }
  }

  private void verify(Path mail, Supplier<String> log) throws Exception {
    Waiting.until(
        samples.size() + " messages in " + mail + "; " + log.get(),
        LIMIT,
        () -> count(mail) >= samples.size());
    List<String> recipients = new ArrayList<>();
    for (Path file : Mailboxes.files(mail)) {
      Received received = Received.fromMaildir(file, 2);
      recipients.add(received.recipient());
      Sample sample = samples.get(Integer.parseInt(received.recipient().split("-", 2)[0]));
      assertThat(received.text()).as(sample.name()).isEqualTo(sample.text());
    }
    assertThat(recipients).hasSize(samples.size()).doesNotHaveDuplicates();
  }

  private static int count(Path mail) {
    try {
      return Mailboxes.files(mail).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String log(Exim exim) {
    try {
      return exim.mainLog();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String eximRelayingTo(int port) {
    return Exim.relayingTo(port)
        .replace("driver = smtp", "driver = smtp\n  message_linelength_limit = 1000000");
  }

  private static String eximWithMaildirs() throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    return """
    primary_hostname = exim.example
    acl_smtp_rcpt = accept
    smtp_accept_queue_per_connection = 0
    begin routers
    users:
      driver = accept
      local_part_prefix = *-
      local_parts = u0 : u1 : u2 : u3 : u4 : u5 : u6 : u7 : u8 : u9
      transport = maildir
    begin transports
    maildir:
      driver = appendfile
      directory = $spool_directory/../mail/$local_part_data
      maildir_format
      envelope_to_add
      %s
    begin retry
    * * F,1h,1s
    """
        .formatted(root ? "user = Debian-exim" : "");
  }
}
