// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.language.octets.EncodedWords;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

/** {@code check_rfc2047_length}: every value is Exim 4.96's for the same string. */
class WordLengthTest {
  private static final String LONG = "a".repeat(89);
  private static final String WORD = "=?utf-8?Q?" + LONG + "_b?=";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "true~$h_subject:~=?utf-8?Q?LONG_b?=",
        "false~$h_subject:~LONG b",
        "true~$bh_subject:~=?utf-8?Q?LONG_b?=",
        "false~$bh_subject:~LONG b",
        "false~${length_10:$rh_subject:}~' =?utf-8?Q'",
        "true~${rfc2047d:=?utf-8?Q?LONG_b?=}~=?utf-8?Q?LONG_b?=",
        "false~${rfc2047d:=?utf-8?Q?LONG_b?=}~LONG b",
        "true~${rfc2047d:=?utf-8?Q?b_c?=}~b c",
      })
  void longWordsAreReadWhenNobodyChecks(boolean checked, String source, String expected)
      throws Exception {
    ExpansionHouse house =
        new ExpansionHouse(MemorySettings.NONE.with(EncodedWords.CHECK_LENGTH, checked));
    MemoryMail mail = new MemoryMail().headed(new HeaderField("Subject", " " + WORD + "\n"));
    assertThat(house.compiler().compile(source.replace("LONG", LONG)).expand(mail))
        .isInstanceOfSatisfying(
            Expansion.Value.class,
            value -> assertThat(value.text().value()).isEqualTo(expected.replace("LONG", LONG)));
  }
}
