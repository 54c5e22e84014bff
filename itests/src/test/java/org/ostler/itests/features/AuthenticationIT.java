// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Dovecot;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/** swaks authenticates to us, Dovecot judges for us, and we authenticate to Exim. */
@RequiresPeer({"swaks", "dovecot", "exim4"})
class AuthenticationIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        accept authenticated = *
        deny message = authentication required
      begin routers
      exim:
        driver = manualroute
        domains = plain.example : cram.example : wrong.example
        route_list = * 127.0.0.1::EXIM_PORT byname
        self = send
        transport = onward
      rest:
        driver = accept
        transport = file
      begin transports
      onward:
        driver = smtp
        hosts_require_auth = *
      file:
        driver = appendfile
        file = DATA/mail.txt
      begin retry
      * * F,1h,1h
      begin authenticators
      """;

  /** As in docs/authentication.md, with LOGIN; which one we use ourselves depends on the domain. */
  private static final String OWN =
      """
      plain:
        driver = plaintext
        public_name = PLAIN
        server_prompts = :
        server_condition = ${if and{{eq{$auth2}{joe}}{eq{$auth3}{secret}}}}
        server_set_id = $auth2
        client_condition = ${if eq{$domain}{plain.example}}
        client_send = ^joe^secret
        client_set_id = joe
      login:
        driver = plaintext
        public_name = LOGIN
        server_prompts = Username:: : Password::
        server_condition = ${if and{{eq{$auth1}{joe}}{eq{$auth2}{secret}}}}
        server_set_id = $auth1
      cram:
        driver = cram_md5
        public_name = CRAM-MD5
        server_secret = ${lookup{$auth1}lsearch{DATA/secrets}{$value}fail}
        server_set_id = $auth1
        client_condition = ${if eq{$domain}{plain.example}{no}{yes}}
        client_name = joe
        client_secret = ${if eq{$domain}{cram.example}{secret}{guess}}
        client_set_id = joe
      """;

  private static final String DOVECOT =
      """
      plain:
        driver = dovecot
        public_name = PLAIN
        server_socket = SOCKET
        server_set_id = $auth1
      login:
        driver = dovecot
        public_name = LOGIN
        server_socket = SOCKET
        server_set_id = $auth1
      cram:
        driver = dovecot
        public_name = CRAM-MD5
        server_socket = SOCKET
        server_set_id = $auth1
      """;

  private static final String EXIM_POLICY =
      """
      primary_hostname = exim.example
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
      plain:
        driver = plaintext
        public_name = PLAIN
        server_prompts = :
        server_condition = ${if and{{eq{$auth2}{joe}}{eq{$auth3}{secret}}}}
        server_set_id = $auth2
      cram:
        driver = cram_md5
        public_name = CRAM-MD5
        server_secret = ${if eq{$auth1}{joe}{secret}fail}
        server_set_id = $auth1
      """;

  @TempDir static Path directory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;
  @TempDir Path dovecotDirectory;

  private static PackedServer ostler;
  private static Exim exim;

  @BeforeAll
  static void start() throws Exception {
    exim = Exim.start(eximDirectory, EXIM_POLICY);
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("secrets"), "joe: secret\n");
    String policy = POLICY.replace("EXIM_PORT", "" + exim.port()) + OWN;
    ostler = PackedServer.start(directory, policy);
  }

  @AfterAll
  static void stop() throws Exception {
    try (Exim second = exim;
        PackedServer first = ostler) {
      assertThat(first.log("paniclog")).isEmpty();
      assertThat(second).isNotNull();
    }
  }

  private static Run send(
      PackedServer server, String mechanism, String password, String user, String... words)
      throws InterruptedException {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--auth", mechanism, "--auth-user", user));
    options.addAll(List.of("--auth-password", password));
    options.addAll(List.of(words));
    return Swaks.send(server.smtpPort(), options.toArray(String[]::new));
  }

  private static void awaitLog(PackedServer server, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    Waiting.until(
        pattern + " in the log: " + mainLog(server),
        LIMIT,
        () -> compiled.matcher(mainLog(server)).find());
  }

  private static String mainLog(PackedServer server) {
    try {
      return server.log("mainlog");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String eximLog() {
    try {
      return exim.mainLog();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that knows the password gets through; one that does not, or that says none, does not. */
  private static void judge(PackedServer server, String name, String mechanism, String user)
      throws InterruptedException {
    String to = "x@dest.example";
    String password = user.equals("joe") ? "secret" : "other";
    String good = "good-" + name + "@src.example";
    Run proved = send(server, mechanism, password, user, "--from", good, "--to", to);
    assertThat(proved.exit()).as(proved.output() + proved.errors()).isZero();
    assertThat(proved.output())
        .containsPattern("250-AUTH PLAIN LOGIN CRAM-MD5")
        .contains("235 Authentication succeeded");
    awaitLog(server, "<= " + good + " H=.* P=esmtpa A=" + name + ":" + user + " S=");

    Run guessed = send(server, mechanism, "guess", user, "--from", "bad@src.example", "--to", to);
    assertThat(guessed.exit()).as(guessed.output()).isNotZero();
    assertThat(guessed.output()).contains("535 Incorrect authentication data");
    awaitLog(server, name + " authenticator failed for .*: 535 Incorrect authentication data");

    String[] silent = {"--from", "bad@src.example", "--to", to};
    assertThat(Swaks.send(server.smtpPort(), silent).output()).contains("authentication required");
    assertThat(mainLog(server)).doesNotContain("<= bad@src.example");
  }

  @ParameterizedTest
  @CsvSource({"plain, PLAIN", "login, LOGIN", "cram, CRAM-MD5"})
  void swaksAuthenticatesToUs(String name, String mechanism) throws Exception {
    judge(ostler, name, mechanism, "joe");
  }

  @Test
  void dovecotJudgesForUs() throws Exception {
    try (Dovecot dovecot = Dovecot.start(dovecotDirectory, Map.of("anna", "other"))) {
      String own = DOVECOT.replace("SOCKET", dovecot.socket().toString());
      String policy = POLICY.replace("EXIM_PORT", "" + exim.port()) + own;
      Path place = Files.createDirectory(dovecotDirectory.resolve("ostler"));
      try (PackedServer server = PackedServer.start(place, policy)) {
        judge(server, "plain", "PLAIN", "anna");
        judge(server, "login", "LOGIN", "anna");
        judge(server, "cram", "CRAM-MD5", "anna");
        dovecot.close();
        String[] words = {"--from", "bad@src.example", "--to", "x@dest.example"};
        Run alone = send(server, "PLAIN", "other", "anna", words);
        assertThat(alone.output()).contains("435 Unable to authenticate at present");
        assertThat(mainLog(server)).doesNotContain("<= bad@src.example");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "cram"})
  void weAuthenticateToExim(String name) throws Exception {
    String sender = "out-" + name + "@src.example";
    String to = "x@" + name + ".example";
    Run run = send(ostler, "PLAIN", "secret", "joe", "--from", sender, "--to", to);
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
    awaitLog(ostler, "=> " + to + " .* A=" + name + ":joe ");
    assertThat(eximLog()).containsPattern("<= " + sender + " H=.* P=esmtpa .*A=" + name + ":joe ");
  }

  @Test
  void mailWaitsWhereEximDoesNotBelieveUs() throws Exception {
    String[] words = {"--from", "wrong@src.example", "--to", "x@wrong.example"};
    Run run = send(ostler, "PLAIN", "secret", "joe", words);
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
    awaitLog(ostler, "== x@wrong.example ");
    assertThat(mainLog(ostler)).contains("cram authenticator failed H=127.0.0.1 [127.0.0.1] 535");
    // Exim writes this after its reply.
    Waiting.until(
        "Exim's word about it", LIMIT, () -> eximLog().contains("cram authenticator failed for "));
    assertThat(eximLog())
        .containsPattern("cram authenticator failed for .*: 535 Incorrect authentication data")
        .doesNotContain("<= wrong@src.example");
  }
}
