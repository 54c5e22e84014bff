// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The cases of {@code config/messages.txt}. */
final class MessageCases {
  /**
   * One case.
   *
   * @param exim what Exim says, after the line and a colon, or "nothing"
   * @param ours the same for us
   */
  record Case(String name, String configuration, String exim, String ours) {}

  private MessageCases() {}

  static List<Case> read() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String part : text().split("(?m)^conf ")) {
      int line = part.indexOf('\n');
      int says = part.indexOf("\nsays ");
      if (says < 0) {
        continue;
      }
      String configuration = part.substring(line + 1, says + 1);
      List<String> answers =
          part.substring(says + 1).lines().filter(l -> !l.startsWith("#")).toList();
      String exim = answers.getFirst().substring("says ".length());
      String ours =
          answers.stream()
              .filter(l -> l.startsWith("ours "))
              .map(l -> l.substring(5))
              .findFirst()
              .orElse(exim);
      cases.add(new Case(part.substring(0, line), configuration, exim, ours));
    }
    return cases;
  }

  private static String text() throws IOException {
    try (InputStream in = MessageCases.class.getResourceAsStream("/config/messages.txt")) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
