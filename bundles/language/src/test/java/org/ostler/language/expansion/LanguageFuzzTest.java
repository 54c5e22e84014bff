// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.language.config.ConfigurationFuzz;
import org.ostler.language.regex.RegexFuzz;
import org.ostler.testing.fuzz.Fuzzing;

/**
 * Jazzer on the parsers of the language, starting from the case tables; some seconds here, a minute
 * each in the nightly run.
 */
class LanguageFuzzTest {
  private static final int SECONDS = 3;

  @TempDir Path directory;

  @Test
  void anyStringExpands() throws Exception {
    assertThat(new Fuzzing(ExpansionFuzz.class, directory).search(strings(), SECONDS))
        .contains("Done ");
  }

  @Test
  void anyConfigurationIsRead() throws Exception {
    assertThat(new Fuzzing(ConfigurationFuzz.class, directory).search(files(), SECONDS))
        .contains("Done ");
  }

  @Test
  void anyPatternIsMatched() throws Exception {
    assertThat(new Fuzzing(RegexFuzz.class, directory).search(patterns(), SECONDS))
        .contains("Done ");
  }

  /** The patterns of the tables with their subjects. */
  private static List<byte[]> patterns() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    Pattern row = Pattern.compile("\\? \\$\\{(?:if match|sg)\\{(.*?)\\}\\{\\\\N(.*)\\\\N\\}.*");
    Path table = Path.of("src/test/resources/expansion/regex.txt");
    for (String line : Files.readAllLines(table, StandardCharsets.ISO_8859_1)) {
      Matcher parts = row.matcher(line);
      if (parts.matches()) {
        String seed = parts.group(2) + "\0" + parts.group(1);
        seeds.add(seed.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(seeds).hasSizeGreaterThan(300);
    return seeds;
  }

  /** Every case of the tables, and what was found earlier. */
  private static List<byte[]> strings() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path table : tables("expansion")) {
      for (String line : Files.readAllLines(table, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("? ")) {
          seeds.add(line.substring(2).getBytes(StandardCharsets.ISO_8859_1));
        }
      }
    }
    assertThat(seeds).hasSizeGreaterThan(1000);
    return seeds;
  }

  private static List<byte[]> files() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path table : tables("config")) {
      String all = Files.readString(table, StandardCharsets.ISO_8859_1);
      for (String part : all.split("(?m)^conf .*\n", -1)) {
        String text = part.replaceAll("(?m)^(says|ours) .*\n?", "");
        seeds.add(text.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(seeds).hasSizeGreaterThan(20);
    return seeds;
  }

  private static List<Path> tables(String name) throws IOException {
    try (Stream<Path> tables = Files.list(Path.of("src/test/resources", name))) {
      return tables.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
