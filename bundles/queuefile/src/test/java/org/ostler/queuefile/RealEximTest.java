// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.mail.MemoryDelivery;
import org.ostler.testing.mail.MemorySettings;

/**
 * Debian's Exim 4.96 takes our files for its own. It must run as root to be told where its spool
 * is.
 */
class RealEximTest {
  private static final Path EXIM = Path.of("/usr/sbin/exim4");

  @TempDir Path home = Path.of("");
  private Path input = Path.of("");

  @BeforeEach
  void prepareASpool() throws IOException {
    assumeTrue(Files.isExecutable(EXIM), "exim4 is not installed");
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "Exim reads a configuration of ours for root alone");
    input = Files.createDirectories(home.resolve("spool/input"));
    Path out = Files.createDirectory(home.resolve("out"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(
        home.resolve("exim.conf"),
        """
        primary_hostname = mail.example.net
        log_file_path = HOME/%slog
        spool_directory = HOME/spool
        exim_user = root
        exim_group = root
        keep_environment =
        queue_only
        begin routers
        all:
          driver = accept
          transport = file
        begin transports
        file:
          driver = appendfile
          file = HOME/out/mbox
          headers_add = X-Seen: $sender_host_address $sender_host_name $sender_helo_name $received_protocol \\
            $message_body_size $body_linecount $acl_m0 $received_count
          envelope_to_add
          user = nobody
          group = nogroup
        """
            .replace("HOME", home.toString()));
  }

  private void place(MemoryDelivery delivery) throws Exception {
    new QueuefileTransport()
        .prepare(
            MemorySettings.named("scan").withText(QueuefileTransport.DIRECTORY, input.toString()))
        .deliver(delivery);
  }

  private String exim(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(EXIM.toString(), "-C", home.resolve("exim.conf").toString()));
    command.addAll(List.of(arguments));
    Path output = home.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor()).as(() -> read(output)).isZero();
    return read(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void listsAndShowsTheMessage() throws Exception {
    place(Sample.received());
    assertThat(exim("-bp")).contains(Sample.ID + " <s@example.com>", "a@b.test", "e@b.test");
    assertThat(exim("-Mvh", Sample.ID))
        .contains("--helo_name [192.0.2.5]", "019R Reply-To: a@b.test");
    assertThat(exim("-Mvb", Sample.ID)).isEqualTo(Sample.ID + "-D\nbody\n.dot\n");
  }

  @Test
  void deliversTheMessage() throws Exception {
    place(Sample.received());
    exim("-M", Sample.ID);
    assertThat(input.resolve(Sample.ID + "-H"))
        .doesNotExist(); // Exim's success report may still be there
    assertThat(read(home.resolve("out/mbox")))
        .contains("X-Seen: 192.0.2.5 h.example.com [192.0.2.5] esmtp 10 2 hello 2\n")
        .contains("Folded: x\n\ty\n", "\n\nbody\n.dot\n")
        .contains("Envelope-to: a@b.test", "Envelope-to: e@b.test");
    assertThat(read(home.resolve("mainlog"))).contains("=> b <b@b.test>", "Completed");
  }

  @Test
  void deliversTwoPairsOfOneMessage() throws Exception {
    place(Sample.small());
    place(Sample.small());
    exim("-q");
    assertThat(input).isEmptyDirectory();
    assertThat(read(home.resolve("out/mbox")).split("line one\n", -1))
        .hasSize(5); // two recipients in each
  }

  @Test
  void carriesWhatDsnAsked() throws Exception {
    place(Sample.received());
    exim("-Mar", Sample.ID, "x@b.test"); // Exim reads the file and writes it anew
    assertThat(read(input.resolve(Sample.ID + "-H")))
        .contains(
            "a@b.test rfc822;a+2Bx@b.test 19,20  0,-1#3\n"
                + "b@b.test  0,2  0,-1#3\n"
                + "c@b.test\n"
                + "d@b.test  0,8  0,-1#3\n")
        .contains("x@b.test\n");
  }
}
