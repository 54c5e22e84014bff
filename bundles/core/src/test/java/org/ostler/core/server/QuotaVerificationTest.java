// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Waiting;

/**
 * {@code verify = recipient/quota} of a server and of a daemon of Exim: the same replies, and the
 * same lines in the log.
 */
class QuotaVerificationTest {
  private static final String CONFIGURATION =
      """
      primary_hostname = mx.test.example
      smtp_banner = $smtp_active_hostname ESMTP ready
      qualify_domain = test.example
      acl_smtp_rcpt = check
      begin acl
      check:
        deny  domains = quick.example
              !verify = recipient/quota=no_cache
        deny  domains = told.example
              !verify = recipient/quota=cachepos=0s, cacheneg = 0s
              message = failed by $recipient_verify_failure
        deny  domains = test.example
              !verify = recipient/quota
        accept
      begin routers
      gone:
        driver = redirect
        local_parts = gone
        allow_fail
        data = :fail: moved away
      alias:
        driver = redirect
        local_parts = alias
        data = full@quick.example
      several:
        driver = redirect
        local_parts = several
        data = full@quick.example, empty@quick.example
      direct:
        driver = redirect
        local_parts = direct
        data = DIR/mail/full
        file_transport = named
      pipe:
        driver = accept
        local_parts = pipe
        transport = pipe
      maildir:
        driver = accept
        local_parts = folder : fullfolder
        transport = maildir
      files:
        driver = accept
        local_parts = empty : half : full
        transport = files
      begin transports
      files:
        driver = appendfile
        file = DIR/mail/$local_part_data
        USER
        quota = 1k
      named:
        driver = appendfile
        USER
        quota = 1k
      maildir:
        driver = appendfile
        directory = DIR/mail/$local_part_data
        maildir_format
        USER
        quota = 1k
      pipe:
        driver = pipe
        command = /bin/touch DIR/mail/piped
        USER
      """;
  private static final List<String> DIALOGUE =
      """
      S: 220 mx.test.example ESMTP ready
      C: HELO c.example
      S: 250 mx.test.example Hello c.example [127.0.0.1]
      C: MAIL FROM:<a@b.example>
      S: 250 OK
      C: RCPT TO:<empty@test.example>
      S: 250 Accepted
      C: RCPT TO:<full@test.example>
      S: 550 Administrative prohibition
      C: RCPT TO:<full@test.example>
      S: 550 Administrative prohibition
      C: RCPT TO:<half@test.example>
      S: 250 Accepted
      C: RCPT TO:<full@told.example>
      S: 550 failed by quota
      C: RCPT TO:<alias@told.example>
      S: 550 failed by quota
      C: RCPT TO:<several@told.example>
      S: 250 Accepted
      C: RCPT TO:<direct@told.example>
      S: 250 Accepted
      C: RCPT TO:<pipe@told.example>
      S: 250 Accepted
      C: RCPT TO:<folder@told.example>
      S: 250 Accepted
      C: RCPT TO:<fullfolder@told.example>
      S: 550 failed by quota
      C: RCPT TO:<gone@told.example>
      S: 550 failed by route
      C: EHLO c.example
      S: 250-mx.test.example Hello c.example [127.0.0.1]
      S: 250-SIZE 52428800
      S: 250-8BITMIME
      S: 250-PIPELINING
      S: 250-CHUNKING
      S: 250-SMTPUTF8
      S: 250 HELP
      C: MAIL FROM:<a@b.example> SIZE=500
      S: 250 OK
      C: RCPT TO:<half@test.example>
      S: 250 Accepted
      C: RCPT TO:<half@quick.example>
      S: 550 Administrative prohibition
      C: RCPT TO:<empty@quick.example>
      S: 250 Accepted
      C: QUIT
      S: 221 mx.test.example closing connection
      S: (closed)
      """
          .lines()
          .toList();

  @TempDir Path directory;

  @Test
  void ostlerLooksIntoMailboxes() throws Exception {
    mailboxes(directory);
    int port = Peers.freePort();
    String own = "local_interfaces = 127.0.0.1\ndaemon_smtp_ports = " + port + "\n";
    try (MailServer server = server(own + CONFIGURATION)) {
      server.start();
      assertThat(SessionPlayer.play(DIALOGUE, port, 0)).isEqualTo(DIALOGUE);
    }
    assertThat(rejections(directory.resolve("log/mainlog"))).isEqualTo(expectedLog());
    assertThat(directory.resolve("mail/empty")).doesNotExist();
    assertThat(directory.resolve("mail/piped")).doesNotExist();
  }

  @Test
  @RequiresPeer("exim4")
  void eximSaysTheSame() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path place = Files.createDirectory(directory.resolve("exim"));
    mailboxes(place);
    String configuration =
        CONFIGURATION.replace("DIR", place.toString()).replace("USER", "user = Debian-exim");
    String first = "pipelining_connect_advertise_hosts = :\n";
    try (Exim exim = Exim.start(place, first + configuration)) {
      assertThat(SessionPlayer.play(DIALOGUE, exim.port(), 0)).isEqualTo(DIALOGUE);
      Path log = place.resolve("spool/mainlog");
      Waiting.until(
          "everything is logged",
          Duration.ofSeconds(30),
          () -> rejections(log).size() == expectedLog().size());
      assertThat(rejections(log)).isEqualTo(expectedLog());
    }
  }

  private static List<String> expectedLog() {
    return """
        <full@test.example>: Over quota
        <full@test.example>: Previous (cached) quota verification failure
        <full@told.example>: Over quota
        <alias@told.example>: Over quota
        <fullfolder@told.example>: Over quota
        <gone@told.example>: moved away
        <half@quick.example>: Over quota
        """
        .lines()
        .toList();
  }

  @Test
  void onlyRecipientsHaveMailboxes() {
    assertThatThrownBy(() -> server(CONFIGURATION.replace("!verify = rec", "!verify = sender/rec")))
        .hasMessageContaining("unknown option");
    assertThatThrownBy(
            () -> server(CONFIGURATION.replace("verify = recipient/q", "verify = sender/q")))
        .hasMessageContaining("can only verify quota of recipient");
  }

  @Test
  void unknownWordsAreErrors() {
    assertThatThrownBy(() -> server(CONFIGURATION.replace("quota=no_cache", "quota=no_cash")))
        .hasMessageContaining("unknown option \"quota=no_cash\"");
    assertThatThrownBy(() -> server(CONFIGURATION.replace("cachepos=0s", "cachepos=x")))
        .hasMessageContaining("bad time value");
  }

  private static void mailboxes(Path place) throws IOException {
    Path mail = Files.createDirectories(place.resolve("mail"));
    Path folder = Files.createDirectories(mail.resolve("fullfolder/new"));
    Files.createDirectories(folder.resolveSibling("cur"));
    Files.createDirectories(folder.resolveSibling("tmp"));
    Files.writeString(mail.resolve("half"), "x".repeat(800));
    Files.writeString(mail.resolve("full"), "x".repeat(2000));
    Files.writeString(folder.resolve("1.2.3"), "x".repeat(2000));
    try (var all = Files.walk(mail)) {
      for (Path path : all.toList()) {
        boolean directory = Files.isDirectory(path);
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(directory ? "rwxrwxrwx" : "rw-------"));
        Exim.ownedByExim(path);
      }
    }
  }

  private MailServer server(String configuration) throws Exception {
    Path file = directory.resolve("ostler.conf");
    Files.writeString(
        file,
        configuration.replace("DIR", directory.toString()).replace("  USER\n", ""),
        StandardCharsets.ISO_8859_1);
    return PlainServer.of(directory, file);
  }

  private static List<String> rejections(Path log) {
    try {
      return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.contains("rejected RCPT"))
          .map(line -> line.replaceFirst(".* rejected RCPT ", ""))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
