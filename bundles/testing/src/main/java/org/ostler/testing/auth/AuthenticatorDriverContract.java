// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.auth.ServerMechanism.Verdict;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * What every authenticator driver does. An implementation supplies the driver, settings with which
 * it serves clients, and what a client says that is right.
 */
public interface AuthenticatorDriverContract {
  /** The driver. */
  AuthenticatorDriver driver() throws Exception;

  /** The mechanism that {@link #serving()} is for. */
  String mechanism();

  /** Settings with which the driver serves clients. */
  Settings serving() throws Exception;

  /** What a client that is right answers to each challenge; empty where nothing is asked. */
  List<String> responses();

  private ServerMechanism server() throws Exception {
    return Objects.requireNonNull(driver().prepare(mechanism(), serving()).server());
  }

  @Test
  default void driverHasANameOfTheLanguage() throws Exception {
    assertThat(driver().name()).matches("[a-z][a-z0-9_]*");
  }

  @Test
  default void privateOptionsAreUniqueAndStayTheSame() throws Exception {
    assertThat(driver().options()).extracting(Option::name).doesNotHaveDuplicates();
    assertThat(driver().options()).isEqualTo(driver().options());
  }

  @Test
  default void oneMadeReadyProvesManyClients() throws Exception {
    ServerMechanism server = server();
    for (int i = 0; i < 3; i++) {
      MemoryServerExchange exchange = MemoryServerExchange.answering(responses());
      assertThat(server.authenticate(exchange)).isEqualTo(new Verdict.Proved());
      assertThat(exchange.challenges()).hasSameSizeAs(responses());
      assertThat(exchange.values()).isPositive();
    }
  }

  @Test
  default void aClientThatCancelsEndsTheExchange() throws Exception {
    boolean asks = !responses().isEmpty();
    MemoryServerExchange exchange = MemoryServerExchange.answering(List.of());
    assertThat(server().authenticate(exchange))
        .isEqualTo(asks ? new Verdict.Ended() : new Verdict.Proved());
    assertThat(exchange.challenges()).as("nothing is asked after the end").hasSize(asks ? 1 : 0);
  }

  @Test
  default void theEndOfTheSessionIsPassedOn() throws Exception {
    ServerMechanism server = server();
    MemoryServerExchange exchange = MemoryServerExchange.lost();
    if (responses().isEmpty()) {
      assertThat(server.authenticate(exchange)).isEqualTo(new Verdict.Proved());
      return;
    }
    assertThatThrownBy(() -> server.authenticate(exchange))
        .isInstanceOf(IOException.class)
        .hasMessage(MemoryServerExchange.LOST);
  }
}
