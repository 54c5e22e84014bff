// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.expansion.Expansion;
import org.ostler.testing.mail.MemoryMail;

/** What Exim 4.96 does not know yet, what Ostler refuses, and what features would bring. */
class LaterThanEximTest {
  private static Expansion expand(String source) throws Exception {
    return new ExpansionHouse().compiler().compile(source).expand(new MemoryMail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "${headerwrap:abc}~abc",
        "${headerwrap_12:abc def ghi jkl}~abc def ghi\\n\\tjkl",
        "${headerwrap_12_14:abc def ghi jkl}~abc def ghi\\n\\tj",
        "${headerwrap_4:abcdefgh}~abcd\\n\\te\\n\\tf\\n\\tg\\n\\th",
        "${xtextd:a+20b+2B}~a b+",
        "${xtextd:a+2}~a+2",
        "${xtextd:a+zzb}~a+zzb",
      })
  void laterOperators(String source, String expected) throws Exception {
    assertThat(expand(source))
        .isEqualTo(Expansion.of(expected.replace("\\n", "\n").replace("\\t", "\t")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "${perl{x}}~${perl} is not supported",
        "${dlfunc{a}{b}}~${dlfunc} is not supported",
        "${if pam{a:b}{y}}~the condition \"pam\" is not supported",
        "${if radius{a:b}{y}}~the condition \"radius\" is not supported",
        "${if saslauthd{{a}{b}}{y}}~the condition \"saslauthd\" is not supported",
        "${if inbound_srs{a}{b}{y}}~unknown condition \"inbound_srs\" (install the feature srs)",
        "${srs_encode{a}{b}{c}}~unknown item \"${srs_encode\" (install the feature srs)",
        "${certextract{version}{$no_such}}~no variable named \"no_such\"",
        "${certextract{version}{x}}~second argument of \"certextract\" must be a certificate variable",
        "$dmarc_status~unknown variable name \"dmarc_status\" (install the feature dmarc)",
      })
  void refusalsSayWhy(String source, String message) throws Exception {
    assertThat(expand(source))
        .isInstanceOfSatisfying(
            Expansion.Failed.class, failed -> assertThat(failed.message()).contains(message));
  }

  @Test
  void aConstantStringGivesTheSameObject() throws Exception {
    Expression constant = new ExpansionHouse().compiler().compile("a${lc:B}${length_1:cd}");
    assertThat(constant.expand(new MemoryMail())).isSameAs(constant.expand(new MemoryMail()));
    assertThat(constant.expand(new MemoryMail())).isEqualTo(Expansion.of("abc"));
  }

  @Test
  void registersGoFromOneExpansionToTheNext() throws Exception {
    ExpansionHouse house = new ExpansionHouse();
    FreshScope scope = new FreshScope(new MemoryMail());
    scope.registers().value = org.ostler.api.text.Text.of("kept");
    house.compiler().compile("${run{/bin/sh -c \"exit 3\"}}").expand(scope);
    assertThat(house.compiler().compile("$runrc $value").expand(scope))
        .isEqualTo(Expansion.of("3 kept"));
  }
}
