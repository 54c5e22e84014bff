// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Options at work: each case is a configuration, a line of hyphens, and a dialogue of commands with
 * a server that runs it, with the log and the files that it leaves.
 */
class OptionDialoguesTest {
  @TempDir Path data;

  static List<Path> cases() throws IOException {
    Path directory = Path.of("src/test/resources/option");
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesWhatItSays(Path file) throws Exception {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n-----\n");
    String expected = text.substring(end + "\n-----\n".length());
    Path configuration = data.resolve("ostler.conf");
    Files.writeString(
        configuration,
        text.substring(0, end + 1).replace("DATA", data.toString()),
        StandardCharsets.ISO_8859_1);
    Files.createDirectories(data.resolve("mail"));
    MailServer server = PlainServer.of(data, configuration);
    try (server) {
      server.queue().start(server.deliverer());
      CommandDialogue dialogue =
          new CommandDialogue(server.commands(), data.resolve("log/mainlog"), "root");
      String played =
          dialogue.play(expected.replace("DATA", data.toString())).replace(data.toString(), "DATA");
      assertThat(played).isEqualTo(expected.replaceAll("(?m)^# .*\n", ""));
    }
  }
}
