// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Dovecot;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Gsasl;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/** GNU SASL authenticates to us with SCRAM, and we to an Exim for which Dovecot judges. */
@RequiresPeer({"gsasl", "swaks", "dovecot", "exim4"})
class ScramIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String GATE =
      """
      primary_hostname = gate.example
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        accept authenticated = *
        deny message = authentication required
      begin routers
      kept:
        driver = redirect
        data = :blackhole:
      begin authenticators
      scram1:
        driver = dovecot
        public_name = SCRAM-SHA-1
        server_socket = SOCKET
        server_set_id = $auth1
      scram256:
        driver = dovecot
        public_name = SCRAM-SHA-256
        server_socket = SOCKET
        server_set_id = $auth1
      """;

  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      acl_smtp_rcpt = accept
      begin routers
      gate:
        driver = manualroute
        route_list = * 127.0.0.1::GATE_PORT byname
        self = send
        transport = onward
      begin transports
      onward:
        driver = smtp
        hosts_require_auth = *
      begin retry
      * * F,1h,1h
      begin authenticators
      scram1:
        driver = gsasl
        public_name = SCRAM-SHA-1
        server_password = ${if eq{$auth1}{joe}{secret}fail}
        server_set_id = $auth1
        client_condition = ${if eq{$domain}{scram1.example}}
        client_username = anna
        client_password = other
        client_set_id = anna
      scram256:
        driver = gsasl
        server_mech = SCRAM-SHA-256
        public_name = SCRAM-SHA-256
        server_password = ${if eq{$auth1}{joe}{secret}fail}
        server_condition = ${if !eq{$auth2}{root}}
        server_set_id = $auth1
        client_condition = ${if !eq{$domain}{scram1.example}}
        client_username = anna
        client_password = ${if eq{$domain}{wrong.example}{guess}{other}}
        client_set_id = anna
      plain:
        driver = gsasl
        public_name = PLAIN
        server_condition = ${if and{{eq{$auth1}{joe}}{eq{$auth3}{secret}}}}
      login:
        driver = gsasl
        public_name = LOGIN
        server_condition = ${if and{{eq{$auth1}{joe}}{eq{$auth3}{secret}}}}
      cram:
        driver = gsasl
        public_name = CRAM-MD5
        server_password = ${if eq{$auth1}{joe}{secret}fail}
      """;

  @TempDir static Path directory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;

  private static Dovecot dovecot;
  private static Exim gate;
  private static PackedServer server;

  @BeforeAll
  static void start() throws Exception {
    dovecot = Dovecot.start(eximDirectory.resolve("d"), Map.of("anna", "other"));
    gate = Exim.start(eximDirectory, GATE.replace("SOCKET", dovecot.socket().toString()));
    server = PackedServer.start(directory, POLICY.replace("GATE_PORT", "" + gate.port()));
  }

  @AfterAll
  static void stop() throws Exception {
    try (Dovecot third = dovecot;
        Exim second = gate;
        PackedServer first = server) {
      assertThat(first.log("paniclog")).isEmpty();
      assertThat(List.of(second, third)).doesNotContainNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "PLAIN", "LOGIN", "CRAM-MD5"})
  void gnuSaslAuthenticatesToUs(String mechanism) throws Exception {
    Run right = Gsasl.authenticate(server.smtpPort(), mechanism, "joe", "secret");
    assertThat(right.exit()).as(right.output() + right.errors()).isZero();
    assertThat(right.output() + right.errors()).contains("235 Authentication succeeded");
    Run guessed = Gsasl.authenticate(server.smtpPort(), mechanism, "joe", "guess");
    assertThat(guessed.exit()).isNotZero();
    assertThat(guessed.output() + guessed.errors()).contains("535 Incorrect authentication data");
    Run nobody = Gsasl.authenticate(server.smtpPort(), mechanism, "nobody", "secret");
    assertThat(nobody.exit()).isNotZero();
  }

  @Test
  void weAuthenticateWhereDovecotJudges() throws Exception {
    for (String name : List.of("scram1", "scram256")) {
      send(name + "@src.example", "x@" + name + ".example");
      awaitLog("=> x@" + name + ".example .* A=" + name + ":anna ");
      assertThat(gate.mainLog())
          .containsPattern("<= " + name + "@src.example H=.* P=esmtpa A=" + name + ":anna ");
    }
    send("wrong@src.example", "x@wrong.example");
    awaitLog("== x@wrong.example ");
    assertThat(server.log("mainlog")).contains("scram256 authenticator failed H=");
  }

  private static void send(String from, String to) throws InterruptedException {
    Run run = Swaks.send(server.smtpPort(), "--from", from, "--to", to);
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
  }

  private static void awaitLog(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    Waiting.until(pattern + " in the log", LIMIT, () -> compiled.matcher(mainLog()).find());
  }

  private static String mainLog() {
    try {
      return server.log("mainlog");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
