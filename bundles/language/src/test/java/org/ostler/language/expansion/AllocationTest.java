// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.expansion.Expansion;
import org.ostler.testing.mail.MemoryMail;

/** A string without variables costs nothing each time it is used, but the look at its result. */
class AllocationTest {
  private static final int TIMES = 10_000;

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "/var/mail/virtual", "a \\\\ b", "\\N^\\d+$\\N"})
  void constantStringsAllocateNothing(String source) throws Exception {
    Expression expression = new ExpansionHouse().compiler().compile(source);
    assertThat(expression.isConstant()).isTrue();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    MemoryMail mail = new MemoryMail();
    Expansion last = null;
    // The measurement itself and the first uses of a class allocate; the best of some rounds does
    // not.
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < TIMES; i++) {
        last = expression.expand(mail);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(last).isInstanceOf(Expansion.Value.class);
    assertThat(least).isLessThan(TIMES);
  }
}
