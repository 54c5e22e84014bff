// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void readsSingleWordsAndListsAndPassesOverOtherNamespaces() {
    String header =
        "osgi.service;objectClass:List<String>=\"a.B,c.D\","
            + "ostler.word;word=spf;kind=\"acl.condition\","
            + "ostler.word;word:List<String>=\"spf_result,spf_received\";kind=variable";
    assertThat(Words.of(header))
        .containsExactly(
            new Words("acl.condition", List.of("spf")),
            new Words("variable", List.of("spf_result", "spf_received")));
  }

  @Test
  void headerWithoutWordsBringsNone() {
    assertThat(Words.of("")).isEmpty();
  }
}
