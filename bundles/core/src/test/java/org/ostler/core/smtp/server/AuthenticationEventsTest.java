// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.auth.AuthenticatorOptions;
import org.ostler.core.auth.PlaintextDriver;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.RecordedEvents;
import org.ostler.core.route.TestCompiler;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemorySettings;

/** The event {@code auth:fail} of sessions, as Exim has it from 4.97 on. */
class AuthenticationEventsTest {
  private final House house = new House();
  private final RecordedEvents events = new RecordedEvents();

  @BeforeEach
  void furnish() throws Exception {
    house.events = events;
    house.set("option auth_advertise_hosts = *");
    house.set("option smtp_enforce_sync = false");
    MemorySettings settings =
        MemorySettings.named("fixed")
            .with(AuthenticatorOptions.SERVER_CONDITION, new MemoryExpandable("no"))
            .with(AuthenticatorOptions.SERVER_SET_ID, new MemoryExpandable("joe"));
    PlaintextDriver driver = new PlaintextDriver(new TestCompiler()::expandable);
    house.authenticators.add(
        new Authenticator(
            "PLAIN", driver.name(), settings, driver.prepare("PLAIN", settings), true));
  }

  private List<String> session(String... commands) throws Exception {
    MemoryLink link = new MemoryLink();
    link.send("EHLO client.test\r\n" + String.join("\r\n", commands) + "\r\nQUIT\r\n");
    link.halfClose();
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    new SessionRunner(house.services())
        .run(link, new Connection(here, 40000, here, 25, house.now), false);
    List<String> heard = new ArrayList<>();
    for (String line = link.readLine(); line != null; line = link.readLine()) {
      heard.add(line);
    }
    return heard;
  }

  @Test
  void mainPartHearsTheReplyAndTheLogHasItsUsualLine() throws Exception {
    assertThat(session("AUTH PLAIN AGpvZQB3cm9uZw=="))
        .contains("535 Incorrect authentication data");
    assertThat(events.told).containsExactly(" auth:fail <535 Incorrect authentication data>");
    assertThat(events.views.getFirst().authenticating).isEqualTo("fixed");
    assertThat(events.views.getFirst().peer().authenticatedFailId).isEqualTo("joe");
    assertThat(house.log.lines)
        .contains(
            "fixed authenticator failed for (client.test) [127.0.0.1]: 535 Incorrect authentication"
                + " data (set_id=joe)");
  }

  @Test
  void attemptsThatAreNoBase64AreToldToo() throws Exception {
    assertThat(session("AUTH PLAIN !!!")).contains("501 Invalid base64 data");
    assertThat(events.told).containsExactly(" auth:fail <501 Invalid base64 data>");
  }

  @Test
  void whatTheActionSaysIsTheLineOfTheLogAndThePeerHearsNothingOfIt() throws Exception {
    events.answer = event -> "guessing again";
    assertThat(session("AUTH PLAIN AGpvZQB3cm9uZw=="))
        .contains("535 Incorrect authentication data");
    assertThat(house.log.lines)
        .contains("guessing again")
        .noneMatch(line -> line.contains("authenticator failed"));
  }

  @Test
  void commandsThatNeverReachAnAuthenticatorAreNone() throws Exception {
    session("AUTH NONESUCH");
    assertThat(events.told).noneMatch(told -> told.contains("auth:fail"));
  }
}
