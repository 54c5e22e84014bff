// SPDX-License-Identifier: Apache-2.0
package org.ostler.spa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of [MS-NLMP] 4.2.2. */
class NtlmResponseTest {
  private static final byte[] CHALLENGE = HexFormat.of().parseHex("0123456789abcdef");

  @Test
  void answersAsTheExampleOfTheSpecification() {
    assertThat(NtlmResponse.nt("Password", CHALLENGE))
        .asHexString()
        .isEqualToIgnoringCase("67c43011f30298a2ad35ece64f16331c44bdbed927841f94");
    assertThat(NtlmResponse.lm("Password", CHALLENGE))
        .asHexString()
        .isEqualToIgnoringCase("98def7b87f88aa5dafe2df779688a172def11c7d5ccdef13");
  }

  @Test
  void onlyTheFirstFourteenOctetsCountInCapitals() {
    assertThat(NtlmResponse.lm("passwordpassword", CHALLENGE))
        .isEqualTo(NtlmResponse.lm("PASSWORDpasswoXX", CHALLENGE));
    assertThat(NtlmResponse.nt("passwordpassword", CHALLENGE))
        .isNotEqualTo(NtlmResponse.nt("PASSWORDpasswoXX", CHALLENGE));
  }
}
