// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Phase;
import org.ostler.api.text.Text;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Guard;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MemoryLog;
import org.ostler.testing.mail.MemorySettings;

class AclFeaturesTest {
  private static final class Broken implements Condition {
    @Override
    public String name() {
      return "spf";
    }

    @Override
    public Set<Phase> phases() {
      return Set.of(Phase.RCPT);
    }

    @Override
    public Verdict test(Text argument, AclView acl) {
      throw new IllegalStateException("a bug");
    }
  }

  /** {@code warn spf = fail; set acl_m0 = bad} would let {@code deny} of acl_m0 pass otherwise. */
  @Test
  void aConditionThatCannotBeAskedIsNotSkippedByWarn() throws Exception {
    Contributions contributions = new Contributions();
    contributions.aclConditions.add("spf", new Broken(), "spf");
    Condition leased =
        new AclFeatures(contributions, new Guard(new MemoryLog())).condition("spf").orElseThrow();
    Situation situation =
        new Situation(
            (name, at) -> null,
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, Instant.EPOCH),
            new Message(Instant.EPOCH));
    assertThat(leased.test(Text.of("fail"), situation))
        .isInstanceOf(Condition.Verdict.Failed.class);
  }
}
