// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.testing.mail.MemoryMail;

/**
 * Text from outside stays marked, and is refused where it would name a file, a command or a query.
 */
class TaintTest {
  private static Expansion expand(String source) throws Exception {
    MemoryMail mail = new MemoryMail().headed(new HeaderField("Subject", " /etc/hostname"));
    return new ExpansionHouse().compiler().compile(source).expand(mail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$h_subject:",
        "a$h_subject:",
        "${lc:$h_subject:}",
        "${sg{$h_subject:}{/}{x}}",
        "${sg{abc}{b}{$h_subject:}}",
        "${map{a:b}{$h_subject:}}",
        "${filter{$h_subject:}{eq{a}{a}}}",
        "${extract{2}{/}{$h_subject:}}",
        "${if eq{a}{a}{$h_subject:}}",
        "${if match{$h_subject:}{(.*)}{$1}}",
        "${reduce{$h_subject:}{}{$item}}",
        "${base64:$h_subject:}",
        "${quote:$h_subject:}",
        "${substr_1_3:$h_subject:}",
        "${tr{$h_subject:}{a}{b}}",
        "${hash{3}{$h_subject:}}",
        "${sort{$h_subject:}{lt}{$item}}",
        "${listextract{1}{$h_subject:}}",
        "${expand:\\$h_subject:}",
        "${md5:$h_subject:}"
      })
  void theMarkStays(String source) throws Exception {
    assertThat(expand(source))
        .isInstanceOfSatisfying(
            Expansion.Value.class, value -> assertThat(value.text().isTainted()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "${if eq{$h_subject:}{a}{b}{c}}",
        "${if match{$h_subject:}{etc}{yes}}",
        "${strlen:abc}"
      })
  void whatOnlyLooksAtItIsNotMarked(String source) throws Exception {
    assertThat(expand(source))
        .isInstanceOfSatisfying(
            Expansion.Value.class, value -> assertThat(value.text().isTainted()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${readfile{$h_subject:}}",
        "${run{$h_subject: x}}",
        "${run,preexpand{/bin/echo $h_subject:}}",
        "${lookup{a}lsearch{$h_subject:}}",
        "${expand:$h_subject:}",
        "${readsocket{$h_subject:}{x}}",
        "${acl{$h_subject:}}",
        "${readfile{${lc:$h_subject:}}}",
        "${lookup{x}dsearch{/${substr_1:$h_subject:}}}"
      })
  void isRefusedWithItsOrigin(String source) throws Exception {
    assertThat(expand(source))
        .isInstanceOfSatisfying(
            Expansion.Failed.class,
            failed ->
                assertThat(failed.message())
                    .containsIgnoringCase("tainted")
                    .contains("the header field subject"));
  }

  @Test
  void argumentsOfCommandsMayComeFromOutside() throws Exception {
    assertThat(expand("${run{/bin/echo $h_subject:}}"))
        .isInstanceOfSatisfying(
            Expansion.Value.class,
            value -> assertThat(value.text().value()).isEqualTo("/etc/hostname\n"));
  }
}
