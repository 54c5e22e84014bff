// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ostler.api.dns.Resolver;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.api.tls.Associations;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.option.OptionSetContract;
import org.ostler.testing.tls.AssociationsContract;

class DaneContractTest implements AssociationsContract, OptionSetContract {
  @Override
  public Associations associations(Resolver resolver) {
    return new DaneAssociations(resolver);
  }

  @Override
  public OptionSet options() {
    return new DaneOptions();
  }

  @Test
  void declaresItsOptions() {
    assertThat(DeclaredWords.of(DaneOptions.class).get("option.transport"))
        .containsExactlyInAnyOrderElementsOf(
            options().options().stream().map(Option::name).toList());
  }
}
