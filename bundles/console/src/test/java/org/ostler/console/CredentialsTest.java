// SPDX-License-Identifier: Apache-2.0
package org.ostler.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  @Test
  void passwordMayHoldColons() {
    String pair = Base64.getEncoder().encodeToString("admin:a:b".getBytes(StandardCharsets.UTF_8));
    assertThat(Credentials.ofHeader("basic " + pair)).contains(new Credentials("admin", "a:b"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Basic", "Basic !", "Basic YWRtaW4=", "Bearer YWRtaW46YQ=="})
  void anythingElseIsNoCredentials(String header) {
    assertThat(Credentials.ofHeader(header)).isEmpty();
  }

  @Test
  void passwordIsNotShown() {
    assertThat(new Credentials("admin", "secret")).hasToString("admin");
  }
}
