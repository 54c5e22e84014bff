// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code control = debug} writes what the lists do into a file of its own, until it is ended. */
class DebugLogTest {
  private static final String POLICY =
      """
      primary_hostname = mail.example
      acl_smtp_mail = mail
      acl_smtp_rcpt = rcpt
      begin acl
      mail:
        accept senders = loud@b.example
               control = debug/opts=+acl/tag=.$sender_address_domain
               logwrite = after it
        deny   senders = wrong@b.example
               control = debug/tag=a:b
        accept
      rcpt:
        warn local_parts = quiet
             control = debug/kill
        accept local_parts = joe : quiet
      """;

  @TempDir Path data;

  private String play(String session) throws Exception {
    Path configuration = data.resolve("ostler.conf");
    Files.writeString(configuration, POLICY, StandardCharsets.ISO_8859_1);
    MailServer server = PlainServer.of(data, configuration);
    try (server) {
      return new CommandDialogue(server.commands(), data.resolve("log/mainlog"), "root")
          .play(session);
    }
  }

  @Test
  void tellsFromTheControlToItsEnd() throws Exception {
    play(
        """
        > -bs
        < EHLO x
        < MAIL FROM:<loud@b.example>
        < RCPT TO:<joe@mail.example>
        < RCPT TO:<quiet@mail.example>
        < RCPT TO:<nobody@mail.example>
        < QUIT
        """);
    String debug = Files.readString(data.resolve("log/debuglog.b.example"));
    assertThat(debug)
        .contains("check logwrite = after it")
        .contains("using ACL \"rcpt\"")
        .contains("joe in \"joe : quiet\"? yes (matched \"joe\")")
        .doesNotContain("check senders = loud@b.example")
        .doesNotContain("nobody in ");
  }

  @Test
  void aTagIsAPartOfAName() throws Exception {
    String played =
        play(
            """
            > -bs
            < EHLO x
            < MAIL FROM:<wrong@b.example>
            < QUIT
            """);
    assertThat(played).contains("451 Temporary local problem - please try later");
    assertThat(data.resolve("log/debugloga:b")).doesNotExist();
    assertThat(Files.readString(data.resolve("log/mainlog"))).contains("a part of a file's name");
  }
}
