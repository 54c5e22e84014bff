// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.expansion.Expansion;
import org.ostler.language.octets.Escapes;
import org.ostler.language.text.EximJudge;
import org.ostler.language.trace.Selection;
import org.ostler.language.trace.Trace;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.peers.RequiresPeer;

/**
 * The tables of {@code expansion/traces}: what {@code -d-all+expand} tells of a string, ours
 * against what they say, and what they say against Exim where it is. A case is {@code ?} a string
 * and {@code >} the lines about it; those with {@code !} are Exim's where they differ, with a
 * {@code #} line that says why.
 */
class TraceCasesTest {
  private static final String SETTING = "-all+expand";

  @TempDir static Path directory;

  private record Case(
      String name, String setting, String input, List<String> ours, List<String> exim) {}

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> tables = Files.list(ExpansionCase.resources().resolve("traces"))) {
      for (Path table : tables.sorted().toList()) {
        List<String> lines = Files.readAllLines(table, StandardCharsets.ISO_8859_1);
        String setting = table.toString().contains("noutf8") ? SETTING + "+noutf8" : SETTING;
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).startsWith("? ")) {
            int start = i;
            List<String> ours = new ArrayList<>();
            List<String> exim = new ArrayList<>();
            while (i + 1 < lines.size() && lines.get(i + 1).matches("[>!].*")) {
              String next = lines.get(++i);
              (next.charAt(0) == '>' ? ours : exim).add(next.substring(1));
            }
            String input = lines.get(start).substring(2);
            String name = table.getFileName() + ":" + (start + 1) + " " + Escapes.printable(input);
            cases.add(new Case(name, setting, input, ours, exim.isEmpty() ? ours : exim));
          }
        }
      }
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> tellsAsExim() throws Exception {
    ExpansionHouse house = new ExpansionHouse();
    return cases().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.name(),
                    () ->
                        assertThat(told(house, entry.setting(), entry.input()))
                            .containsExactlyElementsOf(entry.ours())));
  }

  private static List<String> told(ExpansionHouse house, String setting, String input)
      throws Exception {
    List<String> lines = new ArrayList<>();
    Trace trace = new Trace(Selection.of(setting), lines::add, InstantSource.system());
    try (Trace.Listening listening = trace.follow()) {
      house.compiler().compile(input).expand(new MemoryMail());
    }
    return lines;
  }

  @Test
  void nobodyHearsWhatIsNotListenedTo() throws Exception {
    ExpansionHouse house = new ExpansionHouse();
    assertThat(told(house, "-all+acl", "${uc:$tod_log}")).isEmpty();
    assertThat(Trace.here()).isNull();
  }

  /** Every string of the tables of results gives the same when somebody listens. */
  @TestFactory
  Stream<DynamicTest> listeningChangesNothing() throws Exception {
    ExpansionHouse house = new ExpansionHouse();
    return ExpansionCase.all(".txt").stream()
        .filter(entry -> !entry.input().matches(".*(random|tod_|pid).*"))
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.name(),
                    () -> {
                      Expression expression = house.compiler().compile(entry.input());
                      Expansion silent = expression.expand(new MemoryMail());
                      Trace trace =
                          new Trace(Selection.of(SETTING), line -> {}, InstantSource.system());
                      try (Trace.Listening listening = trace.follow()) {
                        assertThat(expression.expand(new MemoryMail())).isEqualTo(silent);
                        assertThat(trace.depth()).isZero();
                      }
                    }));
  }

  @Test
  @RequiresPeer("exim4")
  void theTablesTellWhatEximTells() throws IOException {
    EximJudge.assumePresent();
    Path configuration =
        Files.writeString(
            directory.resolve("exim.conf"),
            "keep_environment =\nprimary_hostname = mail.example\n");
    List<String> wrong = new ArrayList<>();
    for (Case entry : cases()) {
      List<String> told = exim(configuration, entry);
      if (!told.equals(entry.exim())) {
        wrong.add(entry.name() + "\n" + String.join("\n", told));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The lines behind the marks' own; Exim tells of forks and the like at the margin. */
  private static List<String> exim(Path configuration, Case entry) throws IOException {
    String output =
        EximJudge.run(
            configuration, "", "-d" + entry.setting(), "-be", "${uc:@@begin}", entry.input());
    int begin = output.indexOf("result: @@BEGIN\n") + "result: @@BEGIN\n".length();
    int end = output.indexOf(">>>>>>>>>>>>>>>>", begin);
    return output
        .substring(begin, end < 0 ? output.length() : end)
        .lines()
        .filter(line -> line.startsWith(" "))
        .toList();
  }
}
