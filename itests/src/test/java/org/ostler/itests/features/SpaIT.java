// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Gsasl;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/** GNU SASL and Exim authenticate to us by NTLM, and we to Exim; the feature comes by itself. */
@RequiresPeer({"gsasl", "swaks", "exim4"})
class SpaIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String SPA =
      """
      begin authenticators
      spa:
        driver = spa
        public_name = NTLM
        server_password = ${if eq{$auth1}{joe}{Secret pass}fail}
        server_set_id = $auth1
        client_username = joe${if eq{$domain}{at.example}{@work}}
        client_password = ${if eq{$domain}{wrong.example}{guess}{Secret pass}}
        client_set_id = joe
      """;

  private static final String GATE =
      """
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        accept authenticated = *
        deny message = authentication required
      begin routers
      kept:
        driver = redirect
        data = :blackhole:
      """;

  private static final String ONWARD =
      """
      acl_smtp_rcpt = accept
      begin routers
      onward:
        driver = manualroute
        route_list = * 127.0.0.1::%d byname
        self = send
        transport = onward
      begin transports
      onward:
        driver = smtp
        hosts_require_auth = *
        hosts_avoid_tls = *
      begin retry
      * * F,1h,1h
      """;

  @TempDir static Path directory;

  private static PackedServer server(String name, String policy) throws IOException {
    return PackedServer.start(
        Files.createDirectories(directory.resolve(name)),
        "primary_hostname = ours.example\nlocal_interfaces = 127.0.0.1\n"
            + "daemon_smtp_ports = SMTP_PORT\n"
            + policy
            + SPA);
  }

  /** Exim gives the directory to its own user, who must be able to reach it. */
  private static Exim exim(Path exims, String policy) throws IOException {
    return Exim.start(exims, "primary_hostname = exim.example\n" + policy + SPA);
  }

  @Test
  void othersAuthenticateToUs(@TempDir Path exims) throws Exception {
    try (PackedServer gate = server("gate", GATE);
        Exim sender = exim(exims, ONWARD.formatted(gate.smtpPort()))) {
      Run right = Gsasl.authenticate(gate.smtpPort(), "NTLM", "joe", "Secret pass");
      assertThat(right.output() + right.errors()).contains("235 Authentication succeeded");
      Run guessed = Gsasl.authenticate(gate.smtpPort(), "NTLM", "joe", "guess");
      assertThat(guessed.output() + guessed.errors()).contains("535 Incorrect authentication data");
      send(sender.port(), "x@right.example");
      send(sender.port(), "x@wrong.example");
      awaitLog(sender::mainLog, "=> x@right.example .* A=spa:joe ");
      awaitLog(sender::mainLog, "== x@wrong.example ");
      assertThat(gate.log("mainlog")).containsPattern("<= s@src.example H=.* P=esmtpa A=spa:joe ");
      assertThat(sender.mainLog()).contains("spa authenticator failed H=");
      assertThat(gate.log("paniclog")).isEmpty();
    }
  }

  @Test
  void weAuthenticateToOthers(@TempDir Path exims) throws Exception {
    try (Exim gate = exim(exims, GATE);
        PackedServer sender = server("sender", ONWARD.formatted(gate.port()))) {
      for (String domain : List.of("right.example", "at.example", "wrong.example")) {
        send(sender.smtpPort(), "x@" + domain);
      }
      awaitLog(() -> sender.log("mainlog"), "=> x@right.example .* A=spa:joe ");
      awaitLog(() -> sender.log("mainlog"), "=> x@at.example .* A=spa:joe ");
      awaitLog(() -> sender.log("mainlog"), "== x@wrong.example ");
      assertThat(gate.mainLog()).containsPattern("<= s@src.example H=.* P=esmtpa A=spa:joe ");
      assertThat(sender.log("mainlog")).contains("spa authenticator failed H=");
    }
  }

  private static void send(int port, String to) throws InterruptedException {
    Run run = Swaks.send(port, "--from", "s@src.example", "--to", to);
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
  }

  /** A log, which somebody writes. */
  private interface Log {
    String text() throws IOException;
  }

  private static void awaitLog(Log log, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    Waiting.until(
        pattern + " in the log",
        LIMIT,
        () -> {
          try {
            return compiled.matcher(log.text()).find();
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }
}
