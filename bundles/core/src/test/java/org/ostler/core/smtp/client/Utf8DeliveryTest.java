// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.routing.NextHop;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Downconversion;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.testing.mail.MemorySettings;

/** Messages with SMTPUTF8; the commands are what Exim 4.96 says to such hosts. */
@Timeout(60)
class Utf8DeliveryTest {
  private static final String MESSAGE = "Subject: test\n\nhello\n";
  private static final String SENDER = octets("sénder@föö.example");
  private static final String RECIPIENT = octets("réc@utf.exämple");
  private static final String REFUSED = "utf8 support required but not offered for forwarding";

  private static String octets(String unicode) {
    return Text.ofUnicode(unicode).value();
  }

  @ParameterizedTest
  @CsvSource({
    // option, control, whether the host offers SMTPUTF8, what it gets
    "-, NEVER, yes, utf8",
    "-, NEVER, no, ascii",
    "-, ALWAYS, yes, utf8",
    "1, NEVER, yes, ascii",
    "1, NEVER, no, ascii",
    "1abc, NEVER, yes, ascii",
    "0, NEVER, yes, utf8",
    "0, ALWAYS, yes, utf8",
    "0, ALWAYS, no, nothing",
    "-1, NEVER, yes, utf8",
    "-1, NEVER, no, ascii",
    "'', NEVER, yes, utf8",
    "'', NEVER, no, nothing",
    "2, NEVER, no, nothing",
    "-x, NEVER, no, nothing",
    "'', ALWAYS, yes, ascii",
    "'', ALWAYS, no, ascii",
    "'', WHERE_NEEDED, yes, utf8",
    "'', WHERE_NEEDED, no, ascii",
  })
  void addressesGoInTheFormThatIsAskedFor(
      String option, Downconversion control, String offered, String form) throws Exception {
    SampleDelivery delivery = SampleDelivery.from(SENDER, MESSAGE, RECIPIENT);
    delivery.envelope().controls.downconversion = control;
    deliver(delivery, option, offered.equals("yes"), form);
    if (form.equals("nothing")) {
      assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
      assertThat(delivery.reason(0)).isEqualTo(REFUSED);
    } else {
      assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void anAddressWithoutAFormInAsciiFailsAlone() throws Exception {
    SampleDelivery delivery = SampleDelivery.from(SENDER, MESSAGE, "\u00ff@utf.example", RECIPIENT);
    deliver(delivery, "1", true, "ascii");
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
    assertThat(delivery.reason(0)).contains("cannot be written in ASCII");
    assertThat(delivery.outcome(1)).isInstanceOf(Outcome.Delivered.class);
  }

  private static void deliver(SampleDelivery delivery, String option, boolean offered, String form)
      throws Exception {
    List<String> script =
        new ArrayList<>(
            List.of(
                "S: 220 mx.example",
                "C: EHLO client.example",
                "S: 250-mx.example",
                offered ? "S: 250 SMTPUTF8" : "S: 250 HELP"));
    boolean ascii = form.equals("ascii");
    if (!form.equals("nothing")) {
      script.addAll(
          List.of(
              ascii
                  ? "C: MAIL FROM:<xn--snder-bsa@xn--f-1gaa.example>"
                  : "C: MAIL FROM:<" + SENDER + "> SMTPUTF8",
              "S: 250 ok",
              ascii
                  ? "C: RCPT TO:<xn--rc-bja@utf.xn--exmple-cua>"
                  : "C: RCPT TO:<" + RECIPIENT + ">",
              "S: 250 ok",
              "C: DATA",
              "S: 354 go",
              "DATA",
              "S: 250 OK"));
    }
    script.add("C: QUIT");
    MemorySettings settings = MemorySettings.named("t");
    if (!option.equals("-")) {
      settings = settings.withText(ClientOptions.UTF8_DOWNCONVERT, option);
    }
    try (ScriptedServer server = ScriptedServer.on("127.0.0.1", 0, List.of(script));
        ClientHouse house = new ClientHouse()) {
      delivery.envelope().smtputf8 = true;
      delivery.to(new NextHop("mx.example", "127.0.0.1", server.port(), -1, false));
      house.transport(settings).deliver(delivery);
      house.idle.close();
      assertThat(server.wrong()).isEmpty();
    }
  }
}
