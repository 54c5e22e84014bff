// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.feature.WordsInUse.Use;

class UsageTest {
  private static final List<Words> SPF =
      List.of(
          new Words("acl.condition", List.of("spf", "spf_guess")),
          new Words("variable", List.of("spf_result")),
          new Words("lookup", List.of("spf")));

  @Test
  void tellsEachWordOnceWithAllItsPlaces() {
    List<Use> uses =
        List.of(
            new Use("variable", "spf_result", "main.conf", 20),
            new Use("lookup", "spf", "main.conf", 12),
            new Use("acl.condition", "spf", "acl.conf", 7),
            new Use("acl.condition", "spf", "acl.conf", 3),
            new Use("variable", "spf_result", "main.conf", 20),
            new Use("lookup", "lmdb", "main.conf", 12),
            new Use("variable", "spf", "main.conf", 13));
    assertThat(Usage.of(SPF, uses))
        .containsExactly(
            "condition spf: acl.conf:3, acl.conf:7",
            "lookup spf: main.conf:12",
            "variable $spf_result: main.conf:20");
  }

  @Test
  void saysNothingOfWhatIsNotUsed() {
    assertThat(Usage.of(SPF, List.of())).isEmpty();
  }
}
