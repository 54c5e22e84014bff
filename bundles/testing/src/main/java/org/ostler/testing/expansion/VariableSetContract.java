// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.testing.mail.MemoryMail;

/**
 * What every set of variables does. An implementation supplies the set and mail for which all have
 * values.
 */
public interface VariableSetContract {
  /** The variables. */
  VariableSet variables() throws Exception;

  /** Mail for which the variables have values. */
  MailView rich() throws Exception;

  @Test
  default void namesAreOfTheLanguageAndFixed() throws Exception {
    assertThat(variables().names()).isNotEmpty().allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    assertThat(variables().names()).isEqualTo(variables().names());
    assertThatThrownBy(() -> variables().names().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  default void hasValuesOfOctets() throws Exception {
    MailView mail = rich();
    for (String name : variables().names()) {
      Text value = variables().value(name, mail);
      assertThat(value).as(name).isNotNull();
      if (value != null) {
        assertThat(value.value().chars()).as(name).allMatch(octet -> octet < 0x100);
      }
    }
  }

  @Test
  default void copesWithMailOfWhichNothingIsKnown() throws Exception {
    for (String name : variables().names()) {
      Text value = variables().value(name, new MemoryMail());
      assertThat(value == null || value.value().length() < 1000).as(name).isTrue();
    }
  }
}
