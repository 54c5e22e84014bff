// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.RecordedEvents;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.testing.mail.MemorySettings;

/** The event {@code auth:fail} of our client, as Exim has it from 4.97 on. */
class AuthenticationEventsTest {
  private static final List<String> SCRIPT =
      """
      S: 220 mx
      C: EHLO client.example
      S: 250-mx
      S: 250 AUTH PLAIN LOGIN
      C: AUTH PLAIN AGpvZQBzZWNyZXQ=
      S: 535-no
      S: 535 not you
      C: AUTH LOGIN
      S: 235 ok
      C: MAIL FROM:<s@src.example>
      S: 250 ok
      C: RCPT TO:<a@dest.example>
      S: 250 ok
      C: DATA
      S: 354 go
      DATA
      S: 250 done
      C: QUIT
      S: 221 bye
      """
          .lines()
          .toList();

  private static final List<String> AUTHENTICATORS =
      """
      p:
        driver = plaintext
        public_name = PLAIN
        client_send = ^joe^secret
      l:
        driver = plaintext
        public_name = LOGIN
        client_send = : joe : secret
      """
          .lines()
          .toList();

  private final RecordedEvents events = new RecordedEvents();

  private List<String> logOfADelivery() throws Exception {
    try (ClientHouse house = new ClientHouse();
        ScriptedServer server = ScriptedServer.on("127.0.0.1", 0, ScriptedServer.scripts(SCRIPT))) {
      house.authenticators.addAll(Authenticators.of(AUTHENTICATORS));
      SampleDelivery delivery =
          SampleDelivery.told(events, "s@src.example", "Subject: x\n\nx\n", "a@dest.example");
      delivery.to(new NextHop("mx.dest.example", "127.0.0.1", server.port(), -1, false));
      house
          .transport(MemorySettings.named("smtp").withText(ClientOptions.HOSTS_TRY_AUTH, "*"))
          .deliver(delivery);
      assertThat(delivery.reason(0)).isEqualTo("delivered");
      return List.copyOf(house.log.lines);
    }
  }

  private List<String> failures() {
    return events.told.stream().filter(told -> told.contains("auth:fail")).toList();
  }

  @Test
  void transportHearsTheReplyAndTheLogHasItsUsualLine() throws Exception {
    assertThat(logOfADelivery())
        .containsExactly(
            "p authenticator failed H=mx.dest.example [127.0.0.1] 535-no\\n535 not you");
    assertThat(failures()).containsExactly("smtp auth:fail <535-no\n535 not you>");
    int index = events.told.indexOf(failures().getFirst());
    assertThat(events.views.get(index).authenticating).isEqualTo("p");
    assertThat(events.views.get(index).hop).isNotNull();
  }

  @Test
  void whatTheActionSaysIsTheLineOfTheLog() throws Exception {
    events.answer = event -> event.name().equals("auth:fail") ? "not let in" : "";
    assertThat(logOfADelivery()).containsExactly("not let in");
  }
}
