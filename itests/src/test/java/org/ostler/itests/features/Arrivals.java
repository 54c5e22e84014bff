// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ostler.itests.mail.Mailboxes;
import org.ostler.testing.peers.Waiting;

/** What came of {@link Traffic} below a data directory: mail, copies and reports. */
final class Arrivals {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String JUDGEMENT = "X-Judged: pass fail yes";

  private final Path mail;
  private final Path copies;

  Arrivals(Path data, Path copies) {
    this.mail = data.resolve("mail");
    this.copies = copies;
  }

  /** Waits for all that was acknowledged; nothing is missing, twice there, or there unasked. */
  void assertComplete(List<Letter> acknowledged) throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> copied = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Letter letter : acknowledged) {
      if (letter.isRefused()) {
        refused.add(letter.id());
      } else {
        copied.add(letter.id());
        letter.recipients().forEach(recipient -> expected.add(letter.id() + " " + recipient));
      }
    }
    Waiting.until(
        expected.size() + " deliveries and " + copied.size() + " copies",
        LIMIT,
        () ->
            count(() -> delivered().size()) >= expected.size()
                && count(() -> heads().size()) >= copied.size());
    Waiting.until(
        refused.size() + " bounces", LIMIT, () -> count(() -> failures().size()) >= refused.size());
    assertThat(deliveries()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(copiesOf()).containsExactlyInAnyOrderElementsOf(copied);
    assertThat(failures()).containsExactlyInAnyOrderElementsOf(refused);
  }

  /**
   * Success is told to those who wanted to hear of it; of a first recipient twice, since both the
   * copy and the mailbox are deliveries for that address, as with Exim.
   */
  void assertSuccessesTold(List<Letter> acknowledged) throws IOException {
    Set<String> wanted =
        acknowledged.stream()
            .filter(Letter::tellsSuccess)
            .flatMap(letter -> letter.recipients().stream().map(r -> letter.id() + " " + r))
            .collect(Collectors.toSet());
    List<String> told =
        reports("Action: delivered")
            .flatMap(report -> recipients(report).map(r -> about(report) + " " + r))
            .toList();
    // Not all: while the feature is away nobody can ask for one.
    assertThat(told).isNotEmpty();
    assertThat(wanted).containsAll(told);
  }

  private static Stream<String> recipients(String report) {
    return report
        .lines()
        .filter(line -> line.startsWith("Final-Recipient: rfc822;"))
        .map(line -> line.substring("Final-Recipient: rfc822;".length()).strip());
  }

  /** Some report of failure tells what the feature {@code dsn-info} adds. */
  void assertHostsDescribed() throws IOException {
    assertThat(reports("Action: failed"))
        .anyMatch(
            report -> report.contains("X-Remote-MTA-smtp-greeting: X-str; 220 sink.example ESMTP"));
  }

  private List<String> deliveries() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : delivered()) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      // No message slipped by while a feature was away.
      assertThat(text).contains(JUDGEMENT);
      found.add(field(text, "Message-ID: ") + " " + field(text, "Envelope-to: "));
    }
    return found;
  }

  private List<Path> delivered() throws IOException {
    return Mailboxes.files(mail).stream()
        .filter(file -> !file.startsWith(mail.resolve("reports")))
        .toList();
  }

  private List<String> failures() throws IOException {
    return reports("Action: failed").map(Arrivals::about).toList();
  }

  private Stream<String> reports(String action) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Mailboxes.files(mail.resolve("reports"))) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.contains(action)) {
        found.add(text);
      }
    }
    return found.stream();
  }

  /** The message that a report returns. */
  private static String about(String report) {
    return report
        .substring(report.lastIndexOf("\nMessage-ID: ") + 13)
        .lines()
        .findFirst()
        .orElse("");
  }

  private List<String> copiesOf() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path head : heads()) {
      String text = Files.readString(head, StandardCharsets.ISO_8859_1);
      found.add(text.replaceFirst("(?s).*Message-ID: (<[^>]+>).*", "$1"));
    }
    return found;
  }

  private List<Path> heads() throws IOException {
    try (Stream<Path> files = Files.list(copies)) {
      return files.filter(file -> file.getFileName().toString().endsWith("-H")).toList();
    }
  }

  private static String field(String text, String start) {
    return text.lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + start + " in " + text))
        .substring(start.length());
  }

  private interface Counting {
    int count() throws IOException;
  }

  private static int count(Counting counting) {
    try {
      return counting.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
