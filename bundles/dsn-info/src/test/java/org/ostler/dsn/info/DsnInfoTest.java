// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn.info;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.report.StatusFields;
import org.ostler.api.report.StatusFields.Field;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome.Introduction;
import org.ostler.api.transport.Outcome.Trouble;
import org.ostler.testing.report.StatusFieldsContract;

class DsnInfoTest implements StatusFieldsContract {
  private static final Introduction INTRODUCTION =
      new Introduction(
          Reply.of(220, "mx.example ESMTP"), Reply.of(250, "mx.example Hello\nPIPELINING"));

  private final DsnInfo info = new DsnInfo();

  @Override
  public StatusFields statusFields() {
    return info;
  }

  private static NextHop host(String address, int port) {
    return new NextHop("mx.example", address, port, 10, false);
  }

  @Test
  void tellsWhereTheHostIsAndHowItSpoke() {
    Trouble trouble =
        new Trouble(
            host("192.0.2.1", 2525),
            Reply.of(550, "no"),
            Cause.OTHER,
            "SMTP error from remote mail server after RCPT TO:<a@b>: 550 no",
            INTRODUCTION);
    assertThat(info.failed(trouble))
        .containsExactly(
            new Field("Remote-MTA", "X-ip; [192.0.2.1]:2525"),
            new Field("X-Remote-MTA-smtp-greeting", "X-str; 220 mx.example ESMTP"),
            new Field("X-Remote-MTA-helo-response", "X-str; 250-mx.example Hello"),
            new Field(
                "X-Exim-Diagnostic",
                "X-str; SMTP error from remote mail server after RCPT TO:<a@b>: 550 no"));
  }

  @Test
  void leavesOutThePortOfSmtpAndWhatIsNotKnown() {
    for (int port : List.of(0, 25)) {
      assertThat(info.failed(new Trouble(host("2001:db8::1", port), null, "Connection refused")))
          .containsExactly(new Field("Remote-MTA", "X-ip; [2001:db8::1]"));
    }
  }

  @Test
  void saysNothingOfFailuresHere() {
    assertThat(info.failed(Trouble.of("Unrouteable address"))).isEmpty();
  }
}
