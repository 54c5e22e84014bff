// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

/** The checks of the transcripts: LOG, FROM, TO, HEADER, BODY, NONE, COUNT, ETRN .... */
final class Checks {
  private Checks() {}

  static void check(House house, String word, String text) {
    switch (word) {
      case "LOG" -> assertThat(house.log.lines).contains(text);
      case "LOGLIKE" -> assertThat(house.log.lines).anyMatch(line -> line.matches(text));
      case "NOLOG" -> assertThat(house.log.lines).isEmpty();
      case "NONE" -> assertThat(house.intake.taken).isEmpty();
      case "COUNT" -> assertThat(house.intake.taken).hasSize(Integer.parseInt(text));
      case "ETRN" -> assertThat(house.etrn.toString().strip()).isEqualTo(text);
      default -> message(house.intake.taken.getLast(), word, text);
    }
  }

  private static void message(MemoryIntake.Taken taken, String word, String text) {
    switch (word) {
      case "FROM" -> assertThat(taken.sender()).isEqualTo(text);
      case "TO" -> assertThat(String.join(" ", taken.recipients())).isEqualTo(text);
      case "HEADER" -> assertThat(taken.header()).contains(text);
      case "NOHEADER" -> assertThat(taken.header()).doesNotContain(text);
      case "BODY" -> assertThat(taken.body()).isEqualTo(text);
      case "SIZE" -> assertThat(taken.message().size).isEqualTo(Long.parseLong(text));
      case "LINES" -> assertThat(taken.message().bodyLines).isEqualTo(Integer.parseInt(text));
      case "QUEUED" ->
          assertThat(taken.message().controls.queueOnly).isEqualTo(Boolean.parseBoolean(text));
      case "BECAUSE" -> assertThat(taken.message().controls.queuedBecause).isEqualTo(text);
      case "PROTOCOL" -> assertThat(taken.message().protocol()).isEqualTo(text);
      default -> throw new AssertionError("no such check: " + word);
    }
  }
}
