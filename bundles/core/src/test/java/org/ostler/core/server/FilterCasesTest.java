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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.command.Command;
import org.ostler.core.contribution.Contributions;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;

/** Filters under {@code -bf} and {@code -bF}, as Exim tests them. */
class FilterCasesTest {
  private static final int FEWEST = 150;
  private static final int FEWEST_OF_SIEVE = 500;
  private static final int AT_ONCE = 6;
  private static final String CONFIGURATION =
      "primary_hostname = mail.example\nqualify_domain = mail.example\n";

  @TempDir Path directory;

  static List<Path> files() throws Exception {
    return FilterCase.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void ostlerSaysTheSame(Path file) throws Exception {
    Path configuration = Files.writeString(directory.resolve("ostler.conf"), CONFIGURATION);
    List<String> wanted = new ArrayList<>();
    List<String> told = new ArrayList<>();
    Command test = house(configuration);
    for (FilterCase one : FilterCase.read(file)) {
      wanted.add(transcript(one, one.out(true), one.err(true), one.ourCode()));
      told.add(ours(test, one));
    }
    assertThat(String.join("", told)).isEqualTo(String.join("", wanted));
  }

  private Command house(Path configuration) {
    CommandHouse house =
        new CommandHouse(
            new Place(directory, configuration, false),
            "0.1.0",
            new Contributions(),
            () -> null,
            new CurrentResolver());
    return house.commands().stream()
        .filter(command -> command.words().contains("-bf"))
        .findFirst()
        .orElseThrow();
  }

  private String ours(Command test, FilterCase one) throws Exception {
    one.writeFilters(directory);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(List.of("-bf"));
    words.addAll(one.words());
    byte[] message = one.message().getBytes(StandardCharsets.ISO_8859_1);
    int code = test.run(new Call(words, new ByteArrayInputStream(message), out, err, directory));
    String errors = err.toString(StandardCharsets.ISO_8859_1).replaceAll("(?m)^ostler: ", "exim: ");
    return transcript(one, out.toString(StandardCharsets.ISO_8859_1), errors, code);
  }

  private static String transcript(FilterCase one, String out, String err, int code) {
    return "=== " + one.name() + "\n" + out + "--- err\n" + err + "= " + code + "\n";
  }

  /** The page's examples: a filter, a message, the words and what they print. */
  @Test
  void theExamplesOfThePageAreRight() throws Exception {
    String page = Files.readString(Path.of("../../docs/filters.md"));
    List<String> blocks =
        Pattern.compile("(?m)(?:^    .*\n|^\n(?=    ))+")
            .matcher(page)
            .results()
            .map(block -> block.group().replaceAll("(?m)^    ", "").replaceFirst("^\n", ""))
            .toList();
    String words = "-bf filter -f ann@a.example -bfl bob";
    assertThat(page).contains("`ostler " + words + " < message`");
    assertThat(example(blocks.get(1), blocks.get(2), words)).isEqualTo(blocks.get(3));
    assertThat(page).contains("`ostler -v " + words + " < message`");
    assertThat(example(blocks.get(5), blocks.get(2), "-v " + words)).isEqualTo(blocks.get(6));
  }

  private String example(String filter, String message, String words) throws Exception {
    Path configuration = Files.writeString(directory.resolve("ostler.conf"), CONFIGURATION);
    Files.writeString(directory.resolve("filter"), filter);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("-bf"));
    all.addAll(List.of(words.split(" ")));
    byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
    house(configuration).run(new Call(all, new ByteArrayInputStream(octets), out, out, directory));
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void thereAreEnough() throws Exception {
    int cases = 0;
    int scripts = 0;
    for (Path file : FilterCase.files()) {
      List<FilterCase> those = FilterCase.read(file);
      cases += those.size();
      scripts += those.getFirst().sieve() ? those.size() : 0;
    }
    assertThat(cases - scripts).isGreaterThan(FEWEST);
    assertThat(scripts).isGreaterThan(FEWEST_OF_SIEVE);
  }

  @Test
  @RequiresPeer("exim4")
  void eximStillSaysSo() throws Exception {
    Path configuration =
        Files.writeString(
            directory.resolve("exim.conf"),
            CONFIGURATION
                + "keep_environment =\nlog_file_path = "
                + directory.resolve("%s")
                + "\nspool_directory = "
                + directory
                + "\n");
    List<String> wanted = new ArrayList<>();
    List<Future<String>> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Path file : FilterCase.files()) {
        for (FilterCase one : FilterCase.read(file)) {
          wanted.add(transcript(one, one.out(false), one.err(false), one.code()));
          told.add(threads.submit(() -> exim(configuration, one)));
        }
      }
    }
    List<String> said = new ArrayList<>();
    for (Future<String> one : told) {
      said.add(one.get());
    }
    assertThat(String.join("", said)).isEqualTo(String.join("", wanted));
  }

  private String exim(Path configuration, FilterCase one) throws Exception {
    Path place = Files.createTempDirectory(directory, "case");
    one.writeFilters(place);
    List<String> words =
        new ArrayList<>(List.of(Peers.program("exim4").toString(), "-C", configuration.toString()));
    words.addAll(one.words());
    Path in = Files.writeString(place.resolve("in"), one.message(), StandardCharsets.ISO_8859_1);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("HOME", "/root");
    Process exim =
        builder
            .directory(place.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(place.resolve("out").toFile())
            .redirectError(place.resolve("err").toFile())
            .start();
    assertThat(exim.waitFor(60, TimeUnit.SECONDS)).as(one.name()).isTrue();
    String errors = Files.readString(place.resolve("err"), StandardCharsets.ISO_8859_1);
    return transcript(
        one,
        Files.readString(place.resolve("out"), StandardCharsets.ISO_8859_1),
        errors.replaceAll("(?m)^read_message_body .*\n", ""),
        exim.exitValue());
  }
}
