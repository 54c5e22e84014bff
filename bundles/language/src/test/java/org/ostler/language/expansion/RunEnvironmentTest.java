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

  /** A program that never stops writing costs neither memory without end nor its minute. */
  @Test
  void outputHasALimit() throws Exception {
    assertThat(expand("${length_3:${run{/usr/bin/head -c 1048576 /dev/zero}}}"))
        .isEqualTo("\0\0\0");
    assertThat(expand("${run{/usr/bin/head -c 1048577 /dev/zero}}"))
        .contains("reading from the command failed: it writes more than 1048576 octets");
    assertThat(expand("${run{/bin/cat /dev/zero}{yes}{no}}"))
        .contains("reading from the command failed: it writes more than 1048576 octets");
  }

  private static String expand(String source) throws Exception {
    Expansion answer = new ExpansionHouse().compiler().compile(source).expand(new MemoryMail());
    return answer instanceof Expansion.Value value ? value.text().value() : answer.toString();
  }
}
