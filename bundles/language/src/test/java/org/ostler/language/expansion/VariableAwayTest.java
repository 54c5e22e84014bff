// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.expansion.Expansion;
import org.ostler.testing.mail.MemoryMail;

/** A variable that cannot be read is not an empty one: what depends on it waits. */
class VariableAwayTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$away",
        "a${away}b",
        "${lc:$away}",
        "${if eq{$away}{fail}{no}{yes}}",
        "${if def:away{no}{yes}}",
        "${if !def:away{yes}{no}}",
        "${if or{{eq{a}{b}}{eq{$away}{fail}}}{no}{yes}}",
        "${if match_domain{$away}{+local_domains}{no}{yes}}",
        "${expand:\\$away}"
      })
  void defersTheString(String source) throws Exception {
    assertThat(new ExpansionHouse().compiler().compile(source).expand(new MemoryMail()))
        .isInstanceOfSatisfying(
            Expansion.Deferred.class,
            deferred -> assertThat(deferred.message()).contains("the feature is being replaced"));
  }
}
