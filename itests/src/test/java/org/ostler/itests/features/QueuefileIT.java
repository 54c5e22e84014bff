// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/** The transport of Exim's list of experimental features, with all the options that it ignores. */
@RequiresPeer("swaks")
class QueuefileIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      acl_smtp_rcpt = accept
      begin acl
      told:
        accept logwrite = EVENT $event_name
      begin routers
      scan:
        driver = accept
        transport = scan
      begin transports
      shadow:
        driver = appendfile
        file = DATA/shadow
      scan:
        driver = queuefile
        directory = DATA/input
        body_only
        current_directory = /nonexistent
        disable_logging
        debug_print = x
        delivery_date_add
        envelope_to_add
        event_action = ${acl{told}}
        group = nobody-of-that-name
        headers_add = X-Ours: yes
        headers_remove = Subject
        headers_rewrite = *@* other@else.example
        home_directory = /nonexistent
        initgroups
        max_parallel = 3
        message_size_limit = 10
        rcpt_include_affixes
        retry_use_local_part
        return_path = other@else.example
        return_path_add
        shadow_condition = yes
        shadow_transport = shadow
        transport_filter = /nonexistent/filter
        transport_filter_timeout = 3s
        user = nobody-of-that-name
      """;

  @TempDir Path directory;

  private static List<Path> files(Path input, String suffix) {
    try (Stream<Path> all = Files.list(input)) {
      return all.filter(file -> file.toString().endsWith(suffix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void messageGoesAsItCameWhateverTheGenericOptionsSay() throws Exception {
    try (PackedServer ostler = PackedServer.start(directory, POLICY)) {
      Path input = Files.createDirectories(ostler.data().resolve("input"));
      Run run =
          Swaks.send(
              ostler.smtpPort(),
              "--from",
              "sender@src.example",
              "--to",
              "a@dest.example,b@dest.example",
              "--header",
              "Subject: as it is");
      assertThat(run.exit()).as(run.output()).isZero();
      Waiting.until("a pair", LIMIT, () -> !files(input, "-H").isEmpty());
      Path header = files(input, "-H").getFirst();
      assertThat(files(input, "-H")).hasSize(1);
      assertThat(files(input, "-D")).hasSize(1);
      String octets = Files.readString(header, StandardCharsets.ISO_8859_1);
      assertThat(octets)
          .startsWith(header.getFileName() + "\n")
          .contains("\n<sender@src.example>\n", "Subject: as it is\n", "\na@dest.example\n")
          .contains("\nb@dest.example\n")
          .doesNotContain("else.example", "X-Ours", "Delivery-date", "Envelope-to");
      Waiting.until("the end", LIMIT, () -> log(ostler).contains("Completed"));
      assertThat(log(ostler))
          .contains("=> a <a@dest.example> R=scan T=scan", "-> b <b@dest.example> R=scan T=scan")
          .doesNotContain("EVENT", "ST=shadow");
      assertThat(ostler.data().resolve("shadow")).doesNotExist();
    }
  }

  private static String log(PackedServer ostler) {
    try {
      return ostler.log("mainlog");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
