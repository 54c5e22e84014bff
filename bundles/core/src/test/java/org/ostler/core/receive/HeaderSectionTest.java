// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeaderSectionTest {
  private static HeaderSection.Kind line(HeaderSection section, String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    section.text(octets, 0, octets.length);
    return section.lineEnd();
  }

  /** One megabyte of empty continuation lines must not cost a session's processor for minutes. */
  @Test
  @Timeout(10)
  void aFieldOfManyLinesCostsNoMoreThanItsOctets() {
    HeaderSection section = new HeaderSection(1 << 20, 0, HeaderBudget.HEAP);
    assertThat(line(section, "X: a")).isEqualTo(HeaderSection.Kind.FIELD);
    int lines = 0;
    while (line(section, " ") == HeaderSection.Kind.FIELD) {
      lines++;
    }
    section.finish();
    assertThat(lines).isGreaterThan(500_000);
    // As Exim does: blank lines at the end of a field are let go.
    assertThat(section.fields().getFirst().body()).isEqualTo(" a");
  }

  @Test
  void blankLinesWithinAFieldStay() {
    HeaderSection section = new HeaderSection(1 << 20, 0, HeaderBudget.HEAP);
    for (String line : new String[] {"X: a  ", " ", " b", "\t ", " ", "Y:  ", " "}) {
      assertThat(line(section, line)).isEqualTo(HeaderSection.Kind.FIELD);
    }
    section.finish();
    assertThat(section.fields().getFirst().body()).isEqualTo(" a  \n \n b");
    assertThat(section.fields().getLast().body()).isEqualTo("  ");
  }

  /** What was too long stays so, however much follows: two gigabytes make a negative sum. */
  @Test
  void whatIsTooLongIsNotKept() {
    HeaderSection section = new HeaderSection(1 << 20, 0, HeaderBudget.HEAP);
    byte[] block = new byte[1 << 20];
    for (int i = 0; i < 2050; i++) {
      section.text(block, 0, block.length);
    }
    assertThat(section.lineEnd()).isEqualTo(HeaderSection.Kind.TOO_BIG);
    assertThat(section.pushedBack()).hasSizeLessThanOrEqualTo(1 << 20);
  }

  /** What is let go for want of memory is let go at once, and fields cost more than octets. */
  @Test
  void allSectionsTogetherKeepToTheBudget() {
    HeaderBudget budget = new HeaderBudget(1000);
    HeaderSection first = new HeaderSection(1 << 20, 0, budget);
    assertThat(line(first, "Subject: one")).isEqualTo(HeaderSection.Kind.FIELD);
    HeaderSection second = new HeaderSection(1 << 20, 0, budget);
    HeaderSection.Kind kind = line(second, "a:");
    for (int i = 0; i < 10 && kind == HeaderSection.Kind.FIELD; i++) {
      kind = line(second, "a:");
    }
    assertThat(kind).isEqualTo(HeaderSection.Kind.NO_MEMORY);
    assertThat(second.fields()).isEmpty();
    assertThat(line(first, "To: two")).isEqualTo(HeaderSection.Kind.FIELD);
    first.release();
    second.release();
    assertThat(budget.left()).isEqualTo(1000);
  }
}
