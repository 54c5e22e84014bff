// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Waiting;

/** The queue of a real Exim becomes ours. */
@RequiresPeer("exim4")
class ImportIT {
  private static final int MESSAGES = 60;

  /** Whom an address of one more message stands for; the first has had it from Exim. */
  private static final String LISTED = "a60@dest.example, b60@dest.example";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern RECIPIENT = Pattern.compile("(?m)^X-For: (.*)$");

  @TempDir Path directory;

  private Run exim(String input, String... words) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Peers.program("exim4").toString());
    command.addAll(List.of("-C", directory.resolve("exim.conf").toString()));
    command.addAll(List.of(words));
    return Run.of(command, Map.of(), input);
  }

  private Path queueOfExim() throws IOException, InterruptedException {
    Path spool = Files.createDirectory(directory.resolve("exim"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        directory.resolve("exim.conf"),
        """
        primary_hostname = old.example
        spool_directory = %s
        log_file_path = %s/%%slog
        exim_user = root
        exim_group = root
        keep_environment =
        queue_only
        split_spool_directory
        acl_smtp_rcpt = accept
        begin routers
        list:
          driver = redirect
          local_parts = list
          data = LISTED
        waiting:
          driver = redirect
          local_parts = ! a60
          allow_defer
          data = :defer: not yet
        got:
          driver = accept
          transport = got
        begin transports
        got:
          driver = appendfile
          file = /dev/null
          user = mail
        begin retry
        * * F,1d,1h
        """
            .replace("LISTED", LISTED)
            .formatted(spool, spool));
    StringBuilder session = new StringBuilder("EHLO client.example\r\n");
    for (int i = 0; i <= MESSAGES; i++) {
      session.append("MAIL FROM:<sender" + i + "@src.example>\r\n");
      session.append(
          i == MESSAGES
              ? "RCPT TO:<list@Dest.Example>\r\n"
              : "RCPT TO:<a" + i + "@dest.example>\r\nRCPT TO:<b" + i + "@dest.example>\r\n");
      session.append("DATA\r\nSubject: number " + i + "\r\n\r\n");
      session.append(("line of message " + i + "\r\n").repeat(1 + i * 50)).append("..\r\n.\r\n");
    }
    Run run = exim(session + "QUIT\r\n", "-bs");
    String[] ids = run.output().split("250 OK id=", -1);
    assertThat(ids).hasSize(MESSAGES + 2);
    exim("", "-M", ids[MESSAGES + 1].substring(0, 16)); // half of the list gets it there
    return spool;
  }

  private static Set<String> recipients(Path maildir) {
    Set<String> all = new TreeSet<>();
    try (Stream<Path> files =
        Files.isDirectory(maildir.resolve("new"))
            ? Files.list(maildir.resolve("new"))
            : Stream.of()) {
      for (Path file : files.toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Matcher recipient = RECIPIENT.matcher(text);
        assertThat(recipient.find()).isTrue();
        String number = recipient.group(1).replaceAll("\\D", "");
        assertThat(text)
            .contains("Subject: number " + number + "\n")
            .endsWith("line of message " + number + "\n.\n");
        assertThat(all.add(recipient.group(1))).as("doubled: " + recipient.group(1)).isTrue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  @Test
  void everyMessageOfAnEximIsTakenOnce() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "Exim reads a configuration of ours for root alone");
    Path spool = queueOfExim();
    Run frozen = exim("", "-bp");
    String first = firstId(frozen.output());
    exim("", "-Mmd", first, "a0@dest.example");
    Path broken;
    try (Stream<Path> all = Files.walk(spool.resolve("input"))) {
      broken = all.filter(f -> f.toString().endsWith("-H")).sorted().toList().getLast();
    }
    String good = Files.readString(broken, StandardCharsets.ISO_8859_1);
    Files.writeString(broken, good.substring(0, 100), StandardCharsets.ISO_8859_1);
    String policy =
        """
        primary_hostname = ostler.example
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = SMTP_PORT
        begin routers
        list:
          driver = redirect
          local_parts = list
          data = LISTED
        all:
          driver = accept
          transport = maildir
        begin transports
        maildir:
          driver = appendfile
          maildir_format
          directory = DATA/mail
          headers_add = X-For: $local_part@$domain
        """
            .replace("LISTED", LISTED);
    try (PackedServer ostler = PackedServer.start(directory, policy)) {
      Run early = ostler.ostler("import", spool.toString());
      assertThat(early.errors()).contains("ostler feature install queuefile");
      assertThat(early.exit()).isEqualTo(64);
      assertThat(ostler.ostler("feature", "install", "queuefile").exit()).isZero();
      assertThat(ostler.ostler("import", directory.resolve("none").toString()).errors())
          .contains("there is no such directory");

      Run run = ostler.ostler("import", spool.toString());
      assertThat(run.output()).isEqualTo("imported " + MESSAGES + ", not taken 1\n");
      assertThat(run.errors()).contains("stays where it is").contains("100%");
      assertThat(run.exit()).isEqualTo(1);

      Files.writeString(broken, good, StandardCharsets.ISO_8859_1);
      assertThat(ostler.ostler("import", spool.toString()).output()).isEqualTo("imported 1\n");
      assertThat(ostler.ostler("import", spool.toString()).output()).isEqualTo("imported 0\n");

      Path maildir = ostler.data().resolve("mail");
      Waiting.until("all mail", LIMIT, () -> recipients(maildir).size() >= 2 * MESSAGES);
      Set<String> expected = new TreeSet<>(Set.of("b60@dest.example"));
      for (int i = 0; i < MESSAGES; i++) {
        expected.addAll(Set.of("a" + i + "@dest.example", "b" + i + "@dest.example"));
      }
      expected.remove("a0@dest.example");
      assertThat(recipients(maildir)).isEqualTo(expected);
      assertThat(ostler.log("paniclog")).isEmpty();
    }
  }

  /** A redirection that was made once is not made again, and what it says of errors stays true. */
  @Test
  void reportsAboutAListGoToItsOwner() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "Exim reads a configuration of ours for root alone");
    Path spool = Files.createDirectory(directory.resolve("exim"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        directory.resolve("exim.conf"),
        """
        primary_hostname = old.example
        spool_directory = %s
        log_file_path = %s/%%slog
        exim_user = root
        exim_group = root
        keep_environment =
        queue_only
        acl_smtp_rcpt = accept
        begin routers
        list:
          driver = redirect
          local_parts = list
          one_time
          errors_to = owner@dest.example
          data = a@dest.example, b@dest.example
        waiting:
          driver = redirect
          local_parts = ! a : ! owner
          allow_defer
          data = :defer: not yet
        got:
          driver = accept
          transport = got
        begin transports
        got:
          driver = appendfile
          file = /dev/null
          user = mail
        begin retry
        * * F,1d,1h
        """
            .formatted(spool, spool));
    Run run =
        exim(
            "EHLO client.example\r\nMAIL FROM:<sender@src.example>\r\n"
                + "RCPT TO:<list@dest.example>\r\nDATA\r\nSubject: once\r\n\r\nx\r\n.\r\nQUIT\r\n",
            "-bs");
    exim("", "-M", firstId(run.output()));
    String policy =
        """
        primary_hostname = ostler.example
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = SMTP_PORT
        begin routers
        gone:
          driver = redirect
          local_parts = b
          allow_fail
          data = :fail: moved away
        all:
          driver = accept
          local_parts = owner : sender
          transport = maildir
        begin transports
        maildir:
          driver = appendfile
          maildir_format
          directory = DATA/$local_part_data
        """;
    try (PackedServer ostler = PackedServer.start(directory, policy)) {
      assertThat(ostler.ostler("feature", "install", "queuefile").exit()).isZero();
      assertThat(ostler.ostler("import", spool.toString()).output()).isEqualTo("imported 1\n");
      Path owner = ostler.data().resolve("owner/new");
      Waiting.until("a report for the owner", LIMIT, () -> Files.isDirectory(owner));
      assertThat(ostler.log("mainlog"))
          .contains("** b@dest.example <list@dest.example>")
          .doesNotContain("a@dest.example");
      assertThat(ostler.data().resolve("sender")).doesNotExist();
    }
  }

  private static String firstId(String listing) {
    Matcher id = Pattern.compile("\\S{6}-\\S{6}-\\S{2}").matcher(listing);
    assertThat(id.find()).isTrue();
    return id.group();
  }
}
