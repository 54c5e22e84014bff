// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.core.queue.MemoryLog;
import org.ostler.language.expansion.Variable;
import org.ostler.language.expansion.VariableAway;
import org.ostler.testing.mail.MemoryMail;

class ContributedWordsTest {
  private final Contributions contributions = new Contributions();
  private final ContributedWords words =
      new ContributedWords(contributions, new Guard(new MemoryLog()));
  private boolean broken;

  private final VariableSet set =
      new VariableSet() {
        @Override
        public Set<String> names() {
          return Set.of("spf_result", "spf_nothing");
        }

        @Override
        public @Nullable Text value(String name, MailView mail) {
          if (broken) {
            throw new IllegalStateException("a bug");
          }
          return name.equals("spf_result") ? Text.of("fail") : null;
        }
      };

  @BeforeEach
  void install() {
    set.names().forEach(name -> contributions.variables.add(name, set, "spf"));
  }

  @Test
  void readsVariables() throws Exception {
    assertThat(words.variable("spf_result").orElseThrow().value(new MemoryMail()))
        .isEqualTo(Text.of("fail"));
    assertThat(words.variable("spf_nothing").orElseThrow().value(new MemoryMail())).isNull();
    assertThat(words.variable("spf_other")).isEmpty();
  }

  /** Empty would let {@code deny condition = ${if eq{$spf_result}{fail}}} pass. */
  @Test
  void aVariableOfABrokenFeatureIsNotEmpty() throws Exception {
    Variable variable = words.variable("spf_result").orElseThrow();
    broken = true;
    assertThatThrownBy(() -> variable.value(new MemoryMail()))
        .isInstanceOf(VariableAway.class)
        .hasMessageContaining("spf");
  }
}
