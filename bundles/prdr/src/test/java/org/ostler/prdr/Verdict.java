// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One case of {@code verdicts.txt}. */
record Verdict(String title, boolean own, List<String> to, List<String> said, List<String> logged) {
  static List<Verdict> all() {
    List<Verdict> all = new ArrayList<>();
    for (String part : text().split("\n== ", -1)) {
      List<String> lines = part.lines().toList();
      if (!part.startsWith("#")) {
        all.add(
            new Verdict(
                lines.getFirst(),
                lines.contains("own"),
                List.of(after("to ", lines).getFirst().split(" ", -1)),
                after("S ", lines),
                after("L ", lines)));
      }
    }
    return all;
  }

  private static List<String> after(String mark, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  private static String text() {
    try (InputStream in = Verdict.class.getResourceAsStream("verdicts.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return title;
  }
}
