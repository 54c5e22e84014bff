// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.SmtpSource;

/**
 * Ten thousand messages of all kinds, sent by {@code smtp-source}. The number before the hyphen of
 * a recipient's local part tells the messages of one kind apart, its domain tells the kind.
 */
final class Load {
  static final int MESSAGES = 10_000;
  private static final int BIG = 4;
  private static final int SESSIONS = 20;

  private final Map<String, Sample> samples = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  Load() {
    List<Sample> small = Sample.small();
    int left = MESSAGES - BIG;
    for (int i = 0; i < small.size(); i++) {
      int count = left / (small.size() - i);
      add("kind" + i + ".example", small.get(i), count);
      left -= count;
    }
    add("big.example", Sample.big(), BIG);
  }

  private void add(String domain, Sample sample, int count) {
    samples.put(domain, sample);
    counts.put(domain, count);
  }

  /** Sends all of it; fails unless each message was accepted. */
  void send(Path directory, int port, IntFunction<String> user)
      throws IOException, InterruptedException {
    int kind = 0;
    for (Map.Entry<String, Sample> entry : samples.entrySet()) {
      Path file = directory.resolve(entry.getKey());
      Files.writeString(file, entry.getValue().text(), StandardCharsets.ISO_8859_1);
      Run run =
          SmtpSource.of(counts.getOrDefault(entry.getKey(), 0), SESSIONS)
              .from("sender@source.example")
              .to("-" + user.apply(kind++) + "@" + entry.getKey())
              .with("-d", "-N", "-F", file.toString())
              .send(port);
      assertThat(run.exit()).as("%s: %s%s", entry.getValue(), run.output(), run.errors()).isZero();
    }
  }

  /** Fails unless each message is there, once, as it was sent. */
  void verify(List<Received> received) {
    Map<String, Integer> arrived = new LinkedHashMap<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    List<String> different = new ArrayList<>();
    for (Received message : received) {
      String domain = message.recipient().substring(message.recipient().indexOf('@') + 1);
      arrived.merge(domain, 1, Integer::sum);
      seen.merge(message.recipient(), 1, Integer::sum);
      if (!message.text().equals(sent(domain))) {
        different.add(domain);
      }
    }
    different.stream()
        .findFirst()
        .ifPresent(
            domain -> assertThat(first(received, domain)).as(domain).isEqualTo(sent(domain)));
    assertThat(arrived).containsExactlyInAnyOrderEntriesOf(counts);
    assertThat(seen.values()).allMatch(times -> times == 1);
  }

  private String first(List<Received> received, String domain) {
    String sent = sent(domain);
    return received.stream()
        .filter(m -> m.recipient().endsWith("@" + domain) && !m.text().equals(sent))
        .map(Received::text)
        .findFirst()
        .orElseThrow();
  }

  /** The program ends each message with an empty line of its own. */
  private String sent(String domain) {
    return samples.get(domain).text() + "\n";
  }
}
