// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.contribution.Contributions;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/** AUTH dialogues of Exim 4.96 under {@code -bh}, and ours, with the same configuration. */
class AuthDialoguesTest {
  private static final String PEER = "192.0.2.7";

  @TempDir Path directory;

  static Stream<AuthDialogue> dialogues() throws IOException {
    return AuthDialogue.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialogues")
  @RequiresPeer("exim4")
  void eximStillSaysSo(AuthDialogue dialogue) throws Exception {
    // Exim gives up its privileges and must still reach its files.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = directory.resolve("exim.conf");
    Files.writeString(
        file,
        "tls_advertise_hosts =\nkeep_environment =\n" + dialogue.configuration(directory),
        StandardCharsets.ISO_8859_1);
    Run exim =
        Run.of(
            List.of(Peers.program("exim4").toString(), "-C", file.toString(), "-bh", PEER),
            Map.of(),
            dialogue.input());
    assertThat(AuthDialogue.replies(exim.output())).isEqualTo(dialogue.expected("exim", "S:"));
    assertThat(AuthDialogue.log(exim.errors())).isEqualTo(dialogue.expected("exim", "L:"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialogues")
  void ostlerSaysTheSame(AuthDialogue dialogue) throws Exception {
    Path file = directory.resolve("ostler.conf");
    Files.writeString(file, dialogue.configuration(directory), StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CommandHouse house =
        new CommandHouse(
            new Place(directory, file, true),
            "0.1.0",
            new Contributions(),
            () -> null,
            new CurrentResolver());
    try (house) {
      Command command =
          house.commands().stream()
              .filter(c -> c.words().contains("-bh"))
              .findFirst()
              .orElseThrow();
      command.run(new Call(dialogue.input(), out, err));
    }
    String errors = err.toString(StandardCharsets.ISO_8859_1);
    assertThat(AuthDialogue.replies(out.toString(StandardCharsets.ISO_8859_1)))
        .as(errors)
        .isEqualTo(dialogue.expected("ours", "S:"));
    assertThat(AuthDialogue.log(errors)).isEqualTo(dialogue.expected("ours", "L:"));
  }

  private record Call(String text, ByteArrayOutputStream output, ByteArrayOutputStream errors)
      implements Invocation {
    @Override
    public List<String> arguments() {
      return List.of("-bh", PEER);
    }

    @Override
    public ByteArrayInputStream input() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Path directory() {
      return Path.of("/");
    }

    @Override
    public String user() {
      return "root";
    }
  }
}
