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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.command.Command;
import org.ostler.core.contribution.Contributions;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Run;

/**
 * Configurations and what commands say of them, read off Exim 4.96: {@code judged/commands.txt}. A
 * line that begins with {@code !} is Exim's complaint about the configuration, whose words are to
 * be among ours. Behind a bar in a call stand the options whose lines are compared.
 */
class JudgedCommandsTest {
  @TempDir Path directory;

  record Case(
      String name,
      String configuration,
      List<String> words,
      String input,
      List<String> only,
      String answer) {
    /** The lines that begin with one of the names, or all of them. */
    String shown(String output) {
      return only.isEmpty()
          ? output
          : output
              .lines()
              .filter(line -> only.contains(line.replaceFirst("^no_", "").split(" ")[0]))
              .map(line -> line + "\n")
              .collect(Collectors.joining());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws Exception {
    List<Case> cases = new ArrayList<>();
    String text =
        Files.readString(
            Path.of("src/test/resources/judged/commands.txt"), StandardCharsets.ISO_8859_1);
    for (String part : text.split("(?m)^=== ")) {
      if (part.startsWith("#")) {
        continue;
      }
      String[] pieces = part.split("(?m)^--- ", -1);
      int line = pieces[0].indexOf('\n');
      String configuration = pieces[0].substring(line + 1);
      for (int i = 1; i < pieces.length; i++) {
        int end = pieces[i].indexOf('\n');
        String[] filtered = pieces[i].substring(0, end).split(" \\| ", 2);
        String[] call = filtered[0].split(" < ", 2);
        cases.add(
            new Case(
                pieces[0].substring(0, line) + " " + pieces[i].substring(0, end),
                configuration,
                List.of(call[0].split(" ")),
                call.length > 1 ? call[1].replace("\\n", "\n") + "\n" : "",
                filtered.length > 1 ? List.of(filtered[1].split(" ")) : List.of(),
                pieces[i].substring(end + 1)));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysAsExim(Case one) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (CommandHouse house =
        new CommandHouse(
            new Place(directory, file(one, ""), true),
            "0.1.0",
            new Contributions(),
            () -> null,
            new CurrentResolver())) {
      Command command =
          house.commands().stream()
              .filter(c -> c.words().contains(one.words().getFirst()))
              .findFirst()
              .orElseThrow();
      command.run(
          new Call(
              one.words(),
              new ByteArrayInputStream(one.input().getBytes(StandardCharsets.ISO_8859_1)),
              out,
              err,
              directory));
    }
    if (one.answer().startsWith("! ")) {
      assertThat(err.toString(StandardCharsets.ISO_8859_1))
          .contains(one.answer().substring(2).stripTrailing());
    } else {
      assertThat(one.shown(out.toString(StandardCharsets.ISO_8859_1))).isEqualTo(one.answer());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eximStillSaysSo(Case one) throws Exception {
    Assumptions.assumeTrue(
        Peers.present("exim4") && "root".equals(System.getProperty("user.name")),
        "exim4 takes -C from root only");
    List<String> command = new ArrayList<>(List.of(Peers.program("exim4").toString(), "-C"));
    command.add(file(one, "keep_environment =\n").toString());
    command.addAll(one.words());
    Run exim = Run.of(command, Map.of(), one.input());
    if (one.answer().startsWith("! ")) {
      assertThat(exim.errors()).contains(one.answer().substring(2).stripTrailing());
    } else {
      assertThat(one.shown(exim.output())).isEqualTo(one.answer());
    }
  }

  private Path file(Case one, String first) throws Exception {
    return Files.writeString(
        directory.resolve("c.conf"),
        "primary_hostname = mail.x.org\n" + first + one.configuration(),
        StandardCharsets.ISO_8859_1);
  }
}
