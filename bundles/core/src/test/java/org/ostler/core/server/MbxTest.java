// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.queue.MemorySpool;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/** A mailbox in MBX format that Ostler and Exim write to by turns. */
class MbxTest {
  private static final String TRANSPORT =
      """
      begin routers
      r:
        driver = accept
        transport = t
      begin transports
      t:
        driver = appendfile
        file = %1$s/box
        file_format = *mbx* : t
        mbx_format
        message_prefix =
        message_suffix =
        no_check_owner
        user = Debian-exim
        group = Debian-exim
        mode = 0666
      """;
  private static final Pattern LINE =
      Pattern.compile("\\d\\d-\\w{3}-\\d{4} \\d\\d:\\d\\d:\\d\\d [-+]\\d{4},(\\d+);0{12}-0{8}\r\n");

  @TempDir Path directory;

  private void ours() throws Exception {
    Path configuration = directory.resolve("ostler.conf");
    Files.writeString(
        configuration,
        "primary_hostname = ours.example\n"
            + TRANSPORT.formatted(directory).replaceAll("  (user|group) = .*\n", ""));
    try (MailServer server =
        new MailServer(
            new Place(directory.resolve("data"), configuration, false),
            "0.1.0",
            new Contributions(),
            () -> null,
            new CurrentResolver(),
            new MemorySpool())) {
      server.queue().start(server.deliverer());
      Typed typed =
          new Typed(
              List.of("-bm", "-odi", "joe@ours.example"),
              new ByteArrayInputStream(
                  "Subject: ours\n\nFrom us\nto you\n".getBytes(StandardCharsets.US_ASCII)),
              new ByteArrayOutputStream(),
              new ByteArrayOutputStream());
      assertThat(
              server.commands().stream()
                  .filter(command -> command.words().contains("-bm"))
                  .findFirst()
                  .orElseThrow()
                  .run(typed))
          .isZero();
      assertThat(server.queue().count()).isZero();
    }
  }

  private void theirs() throws Exception {
    Path configuration = directory.resolve("exim.conf");
    Path spool = Files.createDirectories(directory.resolve("spool"));
    Exim.ownedByExim(spool);
    Files.writeString(
        configuration,
        """
        primary_hostname = theirs.example
        spool_directory = %1$s/spool
        log_file_path = %1$s/spool/%%slog
        keep_environment =
        """
                .formatted(directory)
            + TRANSPORT.formatted(directory));
    Run run =
        Run.of(
            List.of(
                Peers.program("exim4").toString(),
                "-C",
                configuration.toString(),
                "-odf",
                "joe@theirs.example"),
            Map.of(),
            "Subject: theirs\n\nFrom them\n");
    assertThat(run.exit()).isZero();
  }

  /** The subjects of the messages, found by their lengths as c-client does. */
  private List<String> subjects() throws Exception {
    String box = Files.readString(directory.resolve("box"), StandardCharsets.ISO_8859_1);
    assertThat(box).startsWith("*mbx*\r\n");
    assertThat(box.substring(7, 2048)).matches("[0-9a-f]{8}0{8}\r\n(\r\n){30}\0+");
    List<String> subjects = new ArrayList<>();
    int at = 2048;
    while (at < box.length()) {
      Matcher line = LINE.matcher(box).region(at, box.length());
      assertThat(line.lookingAt()).isTrue();
      int end = line.end() + Integer.parseInt(line.group(1));
      String message = box.substring(line.end(), end);
      assertThat(message).doesNotContainPattern("[^\r]\n").contains("\r\n\r\n>From ");
      subjects.add(message.replaceAll("(?s).*\nSubject: (\\w+)\r\n.*", "$1"));
      at = end;
    }
    return subjects;
  }

  @Test
  @RequiresPeer("exim4")
  void eximGoesOnInAMailboxOfOurs() throws Exception {
    Exim.ownedByExim(directory);
    ours();
    Exim.ownedByExim(directory.resolve("box"));
    theirs();
    ours();
    assertThat(subjects()).containsExactly("ours", "theirs", "ours");
  }

  @Test
  @RequiresPeer("exim4")
  void weGoOnInAMailboxOfExims() throws Exception {
    Exim.ownedByExim(directory);
    theirs();
    ours();
    theirs();
    assertThat(subjects()).containsExactly("theirs", "ours", "theirs");
  }
}
