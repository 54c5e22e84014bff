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
    HeaderSection section = new HeaderSection(1 << 20, 0);
    assertThat(line(section, "X: a")).isEqualTo(HeaderSection.Kind.FIELD);
    int lines = 0;
    while (line(section, " ") == HeaderSection.Kind.FIELD) {
      lines++;
    }
    section.finish();
    assertThat(lines).isGreaterThan(500_000);
    assertThat(section.fields().getFirst().body()).startsWith(" a\n \n ");
  }

  /** What was too long stays so, however much follows: two gigabytes make a negative sum. */
  @Test
  void whatIsTooLongIsNotKept() {
    HeaderSection section = new HeaderSection(1 << 20, 0);
    byte[] block = new byte[1 << 20];
    for (int i = 0; i < 2050; i++) {
      section.text(block, 0, block.length);
    }
    assertThat(section.lineEnd()).isEqualTo(HeaderSection.Kind.TOO_BIG);
    assertThat(section.pushedBack()).hasSizeLessThanOrEqualTo(1 << 20);
  }
}
