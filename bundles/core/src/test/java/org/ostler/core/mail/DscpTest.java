// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of RFC 2597 §6 and RFC 3246 §2.7. */
class DscpTest {
  @ParameterizedTest
  @CsvSource({
    "af11, 40",
    "AF43, 152",
    "ef, 184",
    "lowdelay, 16",
    "0, 0",
    "46, 184",
    "0x2e, 184",
    "63, 252",
    "64, -1",
    "-1, -1",
    "af44, -1",
    "'', -1",
    "09, -1",
    "0x, -1",
    "default, -1"
  })
  void namesAndNumbers(String text, int octet) {
    assertThat(Dscp.trafficClass(text)).isEqualTo(octet);
  }
}
