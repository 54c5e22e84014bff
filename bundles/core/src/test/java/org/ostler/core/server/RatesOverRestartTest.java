// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ratelimit} and {@code seen} remember is there after a restart. */
class RatesOverRestartTest {
  private static final String POLICY =
      """
      primary_hostname = mail.example
      smtp_banner = $primary_hostname here
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        deny ratelimit = 2 / 1d / per_rcpt / strict / joe
             message = too fast: $sender_rate
        warn seen = 1d / key=joe
             logwrite = joe was here
        accept
      begin routers
      all:
        driver = redirect
        data = :blackhole:
      """;

  private static final String SESSION =
      """
      > -bs
      < EHLO x
      < MAIL FROM:<a@b.example>
      < RCPT TO:<joe@mail.example>
      < QUIT
      """;

  @TempDir Path data;

  private String session() throws Exception {
    Path configuration = data.resolve("ostler.conf");
    Files.writeString(configuration, POLICY, StandardCharsets.ISO_8859_1);
    MailServer server = PlainServer.of(data, configuration);
    try (server) {
      return new CommandDialogue(server.commands(), data.resolve("log/mainlog"), "root")
          .play(SESSION);
    }
  }

  @Test
  void ratesGoOn() throws Exception {
    assertThat(session()).contains("250 Accepted");
    assertThat(session()).contains("250 Accepted");
    assertThat(session()).contains("550 too fast: ");
    String log = Files.readString(data.resolve("log/mainlog"));
    assertThat(log.lines().filter(line -> line.endsWith("joe was here"))).hasSize(1);
  }
}
