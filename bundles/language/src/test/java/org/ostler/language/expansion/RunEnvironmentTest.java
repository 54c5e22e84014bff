// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ostler.api.expansion.Expansion;
import org.ostler.testing.mail.MemoryMail;

/** Programs see the variables that the configuration keeps or adds, and no others. */
class RunEnvironmentTest {
  @Test
  void programsSeeWhatTheConfigurationLetsThem() throws Exception {
    assertThat(expand("${run{/usr/bin/env}}")).isEqualTo("GREETING=hello world\n");
  }

  @Test
  void soDoesTheItemEnv() throws Exception {
    assertThat(expand("${env{GREETING}} ${env{PATH}{$value}{none}}")).isEqualTo("hello world none");
  }

  private static String expand(String source) throws Exception {
    Expansion answer = new ExpansionHouse().compiler().compile(source).expand(new MemoryMail());
    return answer instanceof Expansion.Value value ? value.text().value() : answer.toString();
  }
}
