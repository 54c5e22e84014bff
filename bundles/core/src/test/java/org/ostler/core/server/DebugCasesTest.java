// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.contribution.Contributions;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Run;

/**
 * {@code judged/debug.txt}: what commands tell under {@code -d}. Exim tells the same lines in the
 * same order, and others between them about its own inside; lines behind {@code ~} are ours alone.
 */
class DebugCasesTest {
  @TempDir static Path directory;

  private record Case(
      String name,
      String configuration,
      String setting,
      List<String> words,
      String input,
      List<String> lines) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws Exception {
    List<Case> cases = new ArrayList<>();
    String text =
        Files.readString(
            Path.of("src/test/resources/judged/debug.txt"), StandardCharsets.ISO_8859_1);
    for (String part : text.split("(?m)^=== ")) {
      if (part.startsWith("#")) {
        continue;
      }
      String[] pieces = part.split("(?m)^--- -d", -1);
      int line = pieces[0].indexOf('\n');
      for (int i = 1; i < pieces.length; i++) {
        int end = pieces[i].indexOf('\n');
        String first = pieces[i].substring(0, end);
        String[] call = first.split(" < ", 2);
        String[] words = call[0].split(" ");
        cases.add(
            new Case(
                pieces[0].substring(0, line) + " -d" + first,
                pieces[0].substring(line + 1),
                words[0],
                List.of(words).subList(1, words.length),
                call.length > 1 ? call[1].replace("\\n", "\r\n") + "\r\n" : "",
                pieces[i].substring(end + 1).lines().toList()));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tells(Case one) throws Exception {
    assertThat(told(one))
        .containsExactlyElementsOf(
            one.lines().stream().map(line -> line.replaceFirst("^~ ", "")).toList());
  }

  private static List<String> told(Case one) throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(List.of("-d", one.setting()));
    words.addAll(one.words());
    try (CommandHouse house =
        new CommandHouse(
            new Place(directory, file(one, "#\n"), true),
            "0.1.0",
            new Contributions(),
            () -> null,
            new CurrentResolver())) {
      Command command =
          house.commands().stream().filter(c -> c.words().contains("-d")).findFirst().orElseThrow();
      command.run(
          new Call(
              words,
              new ByteArrayInputStream(one.input().getBytes(StandardCharsets.ISO_8859_1)),
              new ByteArrayOutputStream(),
              err,
              directory));
    }
    return lines(err.toString(StandardCharsets.ISO_8859_1));
  }

  private static List<String> exim(Case one) throws Exception {
    List<String> command = new ArrayList<>(List.of(Peers.program("exim4").toString(), "-C"));
    command.add(file(one, "keep_environment =\n").toString());
    command.add("-d" + one.setting());
    command.addAll(one.words());
    return lines(Run.of(command, Map.of(), one.input()).errors());
  }

  private static List<String> lines(String errors) {
    return errors.replace(directory.toString(), "@T@").lines().toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eximTellsTheSameAmongOtherThings(Case one) throws Exception {
    Assumptions.assumeTrue(
        Peers.present("exim4") && "root".equals(System.getProperty("user.name")),
        "exim4 takes -C from root only");
    List<String> theirs = exim(one);
    int at = 0;
    for (String line : one.lines()) {
      if (line.startsWith("~ ")) {
        continue;
      }
      int found = theirs.subList(at, theirs.size()).indexOf(line);
      assertThat(found)
          .as("\"%s\" in what Exim tells after line %d:\n%s", line, at, String.join("\n", theirs))
          .isNotNegative();
      at += found + 1;
    }
  }

  private static Path file(Case one, String first) throws Exception {
    return Files.writeString(
        directory.resolve("c.conf"),
        "primary_hostname = mail.x.org\n" + first + one.configuration(),
        StandardCharsets.ISO_8859_1);
  }

  private record Call(
      List<String> arguments,
      InputStream input,
      OutputStream output,
      OutputStream errors,
      Path directory)
      implements Invocation {
    @Override
    public String user() {
      return "root";
    }
  }
}
