// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.testing.mail.MemorySettings;

/** What every set of options does. An implementation supplies the set. */
public interface OptionSetContract {
  /** The options. */
  OptionSet options() throws Exception;

  @Test
  default void optionsStandSomewhereAndStayTheSame() throws Exception {
    assertThat(options().place()).isNotNull();
    assertThat(options().options()).isNotEmpty().isEqualTo(options().options());
  }

  @Test
  default void optionNamesAreOfTheLanguageAndUnique() throws Exception {
    assertThat(options().options())
        .extracting(Option::name)
        .allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    assertThat(options().options()).extracting(Option::name).doesNotHaveDuplicates();
  }

  @Test
  default void defaultsAreOfTheirKind() throws Exception {
    for (Option<?> option : options().options()) {
      assertThatCode(
              () ->
                  assertThat(MemorySettings.NONE.find(option).isPresent())
                      .isEqualTo(option.initial() != null))
          .as(option.name())
          .doesNotThrowAnyException();
    }
  }
}
