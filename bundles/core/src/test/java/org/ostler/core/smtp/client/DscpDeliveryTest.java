// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Outcome;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.testing.mail.MemorySettings;

@Timeout(60)
class DscpDeliveryTest {
  private static final List<String> SCRIPT =
      List.of(
          "S: 220 mx.example",
          "C: EHLO *",
          "S: 250 mx.example",
          "C: MAIL FROM:<s@src.example>",
          "S: 250 ok",
          "C: RCPT TO:<a@dest.example>",
          "S: 250 ok",
          "C: DATA",
          "S: 354 go",
          "DATA",
          "S: 250 OK",
          "C: QUIT");

  private static SampleDelivery deliver(String dscp) throws Exception {
    try (ScriptedServer server = ScriptedServer.on("127.0.0.1", 0, List.of(SCRIPT));
        ClientHouse house = new ClientHouse()) {
      SampleDelivery delivery = SampleDelivery.of("Subject: x\n\nbody\n", "a@dest.example");
      delivery.to(new NextHop("mx.example", "127.0.0.1", server.port(), -1, false));
      house
          .transport(MemorySettings.named("t").withText(ClientOptions.DSCP, dscp))
          .deliver(delivery);
      return delivery;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"af41", "ef", "0x2e", "12", ""})
  void connectsWithATrafficClass(String dscp) throws Exception {
    assertThat(deliver(dscp).outcome(0)).isInstanceOf(Outcome.Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"af44", "64", "high"})
  void defersWhatNamesNoClass(String dscp) throws Exception {
    SampleDelivery delivery = deliver(dscp);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Deferred.class);
    assertThat(delivery.reason(0))
        .isEqualTo("unrecognised DSCP value \"" + dscp + "\" for the t transport");
  }
}
