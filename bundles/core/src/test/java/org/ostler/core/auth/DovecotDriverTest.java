// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerMechanism.Verdict;
import org.ostler.api.option.Settings;
import org.ostler.testing.auth.AuthenticatorDriverContract;
import org.ostler.testing.auth.MemoryServerExchange;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.Dovecot;
import org.ostler.testing.peers.RequiresPeer;

/** A real Dovecot judges. */
@RequiresPeer("dovecot")
class DovecotDriverTest implements AuthenticatorDriverContract {
  @TempDir Path directory;
  private Dovecot dovecot;

  @BeforeEach
  void start() throws Exception {
    dovecot = Dovecot.start(directory, Map.of("anna", "other"));
  }

  @AfterEach
  void stop() {
    dovecot.close();
  }

  @Override
  public AuthenticatorDriver driver() {
    return new DovecotDriver();
  }

  @Override
  public String mechanism() {
    return "PLAIN";
  }

  @Override
  public Settings serving() {
    return MemorySettings.named("a")
        .withText(DovecotDriver.SERVER_SOCKET, dovecot.socket().toString());
  }

  @Override
  public List<String> responses() {
    return List.of("\0anna\0other");
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    var server = driver().prepare(mechanism(), serving()).server();
    assertThat(server).isNotNull();
    assertThat(server.authenticate(MemoryServerExchange.answering(List.of("\0anna\0guess"))))
        .isEqualTo(new Verdict.Refused());
  }
}
