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
        accept senders = full@b.example
               control = debug/opts=+expand-lists/tag=.full
        accept senders = late@b.example
               control = debug/pretrigger=150/tag=.late
        deny   senders = bad@b.example
               control = debug/opts=+nosuch
        deny   senders = wrong@b.example
               control = debug/tag=a:b
        accept
      rcpt:
        warn local_parts = quiet
             control = debug/stop
        warn local_parts = gone
             control = debug/kill
        warn local_parts = now
             control = debug/trigger=now
        accept local_parts = joe : quiet : ${lc:$local_part}
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
        .contains("joe in \"joe : quiet : joe\"? yes (matched \"joe\")")
        .doesNotContain("check senders = loud@b.example")
        .doesNotContain("nobody in ");
  }

  private String rcpt(String sender, String... localParts) throws Exception {
    StringBuilder session = new StringBuilder("> -bs\n< EHLO x\n");
    session.append("< MAIL FROM:<").append(sender).append("@b.example>\n");
    for (String localPart : localParts) {
      session.append("< RCPT TO:<").append(localPart).append("@mail.example>\n");
    }
    return play(session.append("< QUIT\n").toString());
  }

  @Test
  void optionsChooseAmongTheSelectors() throws Exception {
    rcpt("full", "joe");
    assertThat(Files.readString(data.resolve("log/debuglog.full"), StandardCharsets.UTF_8))
        .contains("using ACL \"rcpt\"", "├──expanding: joe : quiet : ${lc:$local_part}")
        .doesNotContain("joe in ");
  }

  @Test
  void anUnknownSelectorIsTold() throws Exception {
    assertThat(rcpt("bad", "joe")).contains("451 Temporary local problem");
    assertThat(Files.readString(data.resolve("log/mainlog")))
        .contains("unknown debug_selector setting: +nosuch");
  }

  @Test
  void killThrowsTheLogAway() throws Exception {
    rcpt("full", "joe", "gone", "joe");
    assertThat(data.resolve("log/debuglog.full")).doesNotExist();
  }

  @Test
  void theLastLinesBeforeTheTriggerAreKept() throws Exception {
    rcpt("late", "joe");
    assertThat(data.resolve("log/debuglog.late")).doesNotExist();
    rcpt("late", "now", "joe");
    assertThat(Files.readString(data.resolve("log/debuglog.late")))
        .contains("check control = debug/trigger=now", "joe in \"joe : quiet")
        .doesNotContain("end of ACL \"mail\"");
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
