// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.text.Text;

class ProgramTest {
  private static final Map<String, String> PATH = Map.of("PATH", "/bin:/usr/bin");

  private static List<Text> shell(String script) {
    return Stream.of("/bin/sh", "-c", script).map(Text::of).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec sleep 300",
        "sleep 300; exit 0", // a child hangs
        "exec >&- 2>&-; sleep 300", // the output ends, the command does not
      })
  @Timeout(60)
  void endsWhatHangs(String script) {
    assertThatThrownBy(() -> Program.run(shell(script), PATH, Duration.ofMillis(300)))
        .isInstanceOf(Stop.class)
        .hasMessageContaining("command timed out");
  }

  /** The output ends with the command or at the limit: which, depends on who is read first. */
  @Test
  @Timeout(60)
  void aChildThatOutlivesTheCommandHoldsNobody() {
    Throwable end =
        catchThrowable(() -> Program.run(shell("sleep 90 & exit 0"), PATH, Duration.ofMillis(300)));
    assertThat(end == null || "command timed out".equals(end.getMessage())).isTrue();
  }

  @Test
  void waitsForWhatIsSlow() throws Exception {
    Program.Result result =
        Program.run(shell("sleep 0.2; echo out; exit 3"), PATH, Duration.ofMinutes(1));
    assertThat(result).isEqualTo(new Program.Result(3, "out\n"));
  }

  @Test
  void tellsOfASignal() {
    assertThatThrownBy(() -> Program.run(shell("kill -9 $$"), PATH, Duration.ofMinutes(1)))
        .isInstanceOf(Stop.class)
        .hasMessageContaining("command killed by signal 9");
  }
}
