// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ostler.api.dns.Resolver;
import org.ostler.testing.dns.TextZone;

/** Runs the tables in {@code cases}; their README tells the form. */
class SpfEvaluatorTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
  private static final Pattern OCTET = Pattern.compile("\\\\x([0-9A-F]{2})");

  @TestFactory
  Stream<DynamicContainer> casesOfTheRfc() throws IOException, URISyntaxException {
    URL directory = Objects.requireNonNull(SpfEvaluatorTest.class.getResource("cases"));
    try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(SpfEvaluatorTest::section)
          .toList()
          .stream();
    }
  }

  private static DynamicContainer section(Path file) {
    try {
      // Octet strings: what is written in UTF-8 stays UTF-8.
      String[] halves = Files.readString(file, StandardCharsets.ISO_8859_1).split("\ncases:\n", 2);
      TextZone zone = TextZone.of(halves[0]);
      List<DynamicTest> tests = new ArrayList<>();
      for (String line : halves[1].split("\n")) {
        String[] columns =
            Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        tests.add(DynamicTest.dynamicTest(columns[0], () -> judge(zone, columns)));
      }
      return DynamicContainer.dynamicContainer(String.valueOf(file.getFileName()), tests);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void judge(TextZone zone, String[] columns) throws InterruptedException {
    String sender =
        OCTET
            .matcher(columns[2])
            .replaceAll(m -> String.valueOf((char) Integer.parseInt(m.group(1), 16)));
    SpfIdentity identity = SpfIdentity.of(InetAddress.ofLiteral(columns[1]), sender, columns[3]);
    SpfOutcome outcome =
        new SpfEvaluator(zone, InstantSource.fixed(NOW)).check(identity, "rcv.example.net");
    assertThat(outcome.result().word()).as(outcome.problem()).isEqualTo(columns[4]);
    if (columns.length > 5) {
      assertThat(outcome.explanation()).isEqualTo(columns[5].equals("-") ? null : columns[5]);
    }
  }

  @Test
  void givesUpWhenTheCheckTakesTooLong() throws InterruptedException {
    TextZone zone =
        TextZone.of("slow.example.com TXT \"v=spf1 a a a -all\"\nslow.example.com A 192.0.2.1\n");
    SettableClock clock = new SettableClock();
    Resolver slow =
        (name, type) -> {
          clock.now = clock.now.plusSeconds(11);
          return zone.query(name, type);
        };
    SpfIdentity identity =
        SpfIdentity.of(InetAddress.ofLiteral("192.0.2.9"), "u@slow.example.com", "h");
    SpfOutcome outcome = new SpfEvaluator(slow, clock).check(identity, "");
    assertThat(outcome.result()).isEqualTo(SpfResult.TEMPERROR);
    assertThat(outcome.problem()).contains("too long");
    assertThat(zone.questions()).hasSize(2);
  }

  @Test
  void judgesByAGivenRecord() throws InterruptedException {
    TextZone zone = TextZone.of("none.example.com A 192.0.2.1\n");
    SpfEvaluator evaluator = new SpfEvaluator(zone, InstantSource.fixed(NOW));
    SpfIdentity near =
        SpfIdentity.of(InetAddress.ofLiteral("192.0.2.9"), "u@none.example.com", "h");
    assertThat(evaluator.checkAgainst("v=spf1 a/24 -all", near, "").result())
        .isEqualTo(SpfResult.PASS);
    assertThat(evaluator.checkAgainst("v=spf1 a -all", near, "").result())
        .isEqualTo(SpfResult.FAIL);
    assertThat(evaluator.checkAgainst("not a record", near, "").result())
        .isEqualTo(SpfResult.PERMERROR);
  }

  private static final class SettableClock implements InstantSource {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }
  }
}
