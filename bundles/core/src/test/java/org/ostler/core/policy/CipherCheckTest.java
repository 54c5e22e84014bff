// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.tls.ServerOptions;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.tls.BouncyEngine;

class CipherCheckTest {
  private static final MemorySettings MAIN = MemorySettings.NONE;

  @Test
  void wordsThatNobodyKnowsAreErrorsOfTheConfiguration() {
    assertThat(objection(MAIN)).isEmpty();
    assertThat(objection(MAIN.withText(ServerOptions.REQUIRE_CIPHERS, "NORMAL:-AES-128-CBC")))
        .isEmpty();
    assertThat(objection(MAIN.withText(ServerOptions.REQUIRE_CIPHERS, "NORMAL:+NO-SUCH")))
        .isEqualTo("tls_require_ciphers: unknown word \"+NO-SUCH\"");
    assertThat(objection(MAIN.withText(ServerOptions.ECCURVE, "no-curve")))
        .isEqualTo("tls_eccurve: unknown curve \"no-curve\"");
    assertThat(objection(MAIN.withText(ServerOptions.OPENSSL_OPTIONS, "+no_such")))
        .isEqualTo("openssl_options: unknown word \"+no_such\"");
  }

  @Test
  void whatDependsOnTheSessionIsLeftToIt() {
    assertThat(objection(MAIN.withText(ServerOptions.REQUIRE_CIPHERS, "$acl_c0"))).isEmpty();
    assertThat(
            CipherCheck.objection(
                MAIN.withText(ServerOptions.REQUIRE_CIPHERS, "NO-SUCH"), List.of()))
        .isEmpty();
  }

  private static String objection(MemorySettings main) {
    return CipherCheck.objection(main, List.of(new BouncyEngine())).orElse("");
  }
}
