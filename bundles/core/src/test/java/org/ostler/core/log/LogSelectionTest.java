// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSelectionTest {
  @Test
  void wordsChangeTheStandardSetFromLeftToRight() throws Exception {
    assertThat(LogSelection.parse(" +pid -dkim\t+ subject".replace("+ s", "+s")))
        .contains(LogSelector.PID, LogSelector.SUBJECT, LogSelector.MSG_ID)
        .doesNotContain(LogSelector.DKIM);
    assertThat(LogSelection.parse("+all -pid"))
        .contains(LogSelector._8BITMIME)
        .doesNotContain(LogSelector.PID);
    assertThat(LogSelection.parse("-all+pid")).containsExactly(LogSelector.PID);
    assertThat(LogSelection.parse("")).isEqualTo(LogSelection.standard());
    assertThat(LogSelection.parse("-rejected_headers")).doesNotContain(LogSelector.REJECTED_HEADER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          +foo  | unknown log_selector setting: +foo
          all   | malformed log_selector setting: + or - expected but found "all"
          - all | unknown log_selector setting: -
          +1,2  | unknown log_selector setting: +1
          +all -foo +x | unknown log_selector setting: -foo
          =all  | malformed numeric log_selector setting: =all
          """)
  void errorsAreEximsOwn(String text, String message) {
    assertThatThrownBy(() -> LogSelection.parse(text)).hasMessage(message);
  }
}
