// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerMechanism.Verdict;
import org.ostler.api.option.Settings;
import org.ostler.testing.auth.AuthenticatorDriverContract;
import org.ostler.testing.auth.MemoryServerExchange;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemorySettings;

/** LOGIN: two prompts, two answers. */
class PlaintextDriverTest implements AuthenticatorDriverContract {
  @Override
  public AuthenticatorDriver driver() {
    return new PlaintextDriver(MemoryExpandable::new);
  }

  @Override
  public String mechanism() {
    return "LOGIN";
  }

  @Override
  public Settings serving() {
    return MemorySettings.named("a")
        .withText(PlaintextDriver.SERVER_PROMPTS, "Username:: : Password::");
  }

  @Override
  public List<String> responses() {
    return List.of("joe", "secret");
  }

  @Test
  void promptsAreSentAsTheyStand() throws Exception {
    MemoryServerExchange exchange = MemoryServerExchange.answering(responses());
    var server = driver().prepare(mechanism(), serving()).server();
    assertThat(server).isNotNull();
    assertThat(server.authenticate(exchange)).isEqualTo(new Verdict.Proved());
    assertThat(exchange.challenges()).containsExactly("Username:", "Password:");
    assertThat(server.decides()).as("server_condition does").isFalse();
  }
}
