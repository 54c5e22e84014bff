// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ostler.api.smtp.Preamble;
import org.ostler.api.smtp.Preamble.Answer;
import org.ostler.testing.mail.MemoryMail;

/** What every preamble does. An implementation supplies it, and one that it takes. */
public interface PreambleContract {
  /** The preamble. */
  Preamble preamble() throws Exception;

  /** Octets of a good one that names another peer. */
  byte[] good() throws Exception;

  /** A fresh connection. */
  MemoryMail connection() throws Exception;

  @Test
  default void hasANameAndOptions() throws Exception {
    assertThat(preamble().name()).isNotBlank().isEqualTo(preamble().name());
    assertThat(preamble().hosts().initial()).as("nobody must begin with it unasked").isNull();
    assertThat(preamble().timeout().initial()).isNotNull();
  }

  @Test
  default void readsItselfAndNoOctetMore() throws Exception {
    MemoryInput input = new MemoryInput(good(), "EHLO x\r\n");
    assertThat(preamble().read(input, connection())).isInstanceOf(Answer.Peer.class);
    assertThat(input.rest()).isEqualTo("EHLO x\r\n");
  }

  @Test
  default void refusesWhatIsCutShort() throws Exception {
    byte[] good = good();
    for (int length = 0; length < good.length; length++) {
      MemoryInput input = new MemoryInput(java.util.Arrays.copyOf(good, length), "");
      assertThat(answer(input)).as("%d octets", length).isNotInstanceOf(Answer.Peer.class);
    }
  }

  @Test
  default void answersAnyOctetsWithoutBreaking() throws Exception {
    Random random = new Random(20261121);
    for (int round = 0; round < 2000; round++) {
      byte[] octets = good();
      for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      assertThat(answer(new MemoryInput(octets, ""))).isNotNull();
    }
  }

  private Answer answer(MemoryInput input) throws Exception {
    try {
      return preamble().read(input, connection());
    } catch (IOException lost) {
      return new Answer.Itself();
    }
  }
}
