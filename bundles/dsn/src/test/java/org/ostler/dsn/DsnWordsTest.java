// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ostler.api.option.OptionSet;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.option.OptionSetContract;

class DsnWordsTest {
  @Nested
  class MainOptions implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new DsnMainOptions();
    }
  }

  @Nested
  class RouterOptions implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new DsnRouterOptions();
    }
  }

  @Test
  void declaresItsWords() {
    assertThat(DeclaredWords.of(DsnMainOptions.class, DsnRouterOptions.class).toString())
        .isEqualTo("{option.main=[dsn_advertise_hosts], option.router=[dsn_lasthop]}");
  }
}
