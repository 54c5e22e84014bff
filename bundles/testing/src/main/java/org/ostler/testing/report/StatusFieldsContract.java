// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.report.StatusFields;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome.Introduction;
import org.ostler.api.transport.Outcome.Trouble;

/** What everything does that adds fields to reports. An implementation supplies it. */
public interface StatusFieldsContract {
  /** The contribution. */
  StatusFields statusFields() throws Exception;

  @Test
  default void fieldsHaveANameThatStays() throws Exception {
    assertThat(statusFields().name()).isNotBlank().isEqualTo(statusFields().name());
  }

  @Test
  default void copesWithTroubleOfWhichNothingIsKnown() throws Exception {
    NextHop unfound = new NextHop("mx.example", null, 0, -1, false);
    for (Trouble trouble :
        List.of(
            Trouble.of(""),
            new Trouble(unfound, null, ""),
            new Trouble(unfound, null, Cause.OTHER, "", new Introduction(null, null)))) {
      assertThat(statusFields().failed(trouble)).doesNotContainNull().hasSizeLessThanOrEqualTo(16);
    }
  }

  @Test
  default void copesWithWhatHostsSay() throws Exception {
    Reply endless = Reply.of(550, "x".repeat(2_000) + "\n\r\0\u00ff\n");
    Trouble trouble =
        new Trouble(
            new NextHop("mx.example", "2001:db8::1", 26, 10, false),
            endless,
            Cause.OTHER,
            "a\nb\u0000",
            new Introduction(endless, endless));
    assertThat(statusFields().failed(trouble)).doesNotContainNull().hasSizeLessThanOrEqualTo(16);
  }
}
