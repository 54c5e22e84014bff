// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
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
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.PosttlsFinger;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.KeyKind;

/** TLS of the server: openssl, swaks and Exim as its clients, and those that mean no good. */
@RequiresPeer({"openssl", "swaks", "exim4", "posttls-finger"})
class TlsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT : TLS_PORT
      tls_on_connect_ports = TLS_PORT
      tls_certificate = ${if eq{$tls_in_sni}{two.example}{FILES/two.pem}\\
          {${if eq{$tls_in_sni}{none.example}{}{FILES/rsa.pem : FILES/ec.pem}}}}
      tls_privatekey = ${if eq{$tls_in_sni}{two.example}{FILES/two.key}\\
          {${if eq{$tls_in_sni}{none.example}{}{FILES/rsa.key : FILES/ec.key}}}}
      tls_verify_certificates = FILES/root.pem
      tls_try_verify_hosts = *
      tls_crl = FILES/root.crl
      tls_resumption_hosts = *
      tls_require_ciphers = NORMAL:!AES-128-CBC
      log_selector = +tls_peerdn +tls_sni +tls_resumption +smtp_connection
      event_action = ${if and{ {eq{$event_name}{tls:cert}} {eq{$event_data}{0}} \\
          {eq{${certextract{subject,CN}{$tls_in_peercert}}}{vetoed}} } {not this one}}\\
          ${if eq{$event_name}{tls:fail:connect}{${acl{unsafe}}}}
      acl_smtp_starttls = starttls
      acl_smtp_rcpt = rcpt
      begin acl
      unsafe:
        accept logwrite = EVENT $event_name <$event_data> from [$sender_host_address]
      starttls:
        deny condition = ${if eq{$sender_helo_name}{refused.example}}
             message = no TLS for you
        accept condition = ${if eq{$sender_helo_name}{quick.example}}
               control = no_enforce_sync
        accept
      rcpt:
        warn encrypted = TLS_AES_256_GCM_SHA384
             logwrite = SEEN $tls_in_ver $tls_in_cipher_std $tls_in_bits <$tls_in_peerdn> \\
                 <$tls_in_sni> $tls_in_certificate_verified $tls_in_peercert \\
                 ${certextract{subject,CN}{$tls_in_ourcert}} \\
                 ${certextract{subj_altname,mail}{$tls_in_peercert}{$value}{none}}
        accept senders = cut@b.example
        require message = show a certificate
                verify = certificate
        accept
      begin routers
      rest:
        driver = accept
        transport = file
      begin transports
      file:
        driver = appendfile
        file = DATA/mail.txt
      begin authenticators
      by_name:
        driver = tls
        server_param1 = ${certextract{subject,CN}{$tls_in_peercert}}
        server_condition = ${if eq{$auth1}{known}}
        server_set_id = $auth1
      external:
        driver = external
        public_name = EXTERNAL
        server_advertise_condition = $tls_in_certificate_verified
        server_param2 = ${certextract{subj_altname,mail}{$tls_in_peercert}}
        server_condition = ${if eq{$auth1}{$auth2}}
        server_set_id = $auth1
      """;

  @TempDir static Path directory;
  @TempDir static Path files;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;

  private static CertificateAuthority root;
  private static PackedServer ostler;
  private static int tlsPort;

  @BeforeAll
  static void start() throws Exception {
    tlsPort = Peers.freePort();
    root = CertificateAuthority.root("TLS root");
    root.write(files, "root");
    root.leaf("CN=rsa.example").kind(KeyKind.RSA).names("rsa.example").issue().write(files, "rsa");
    root.server("ec.example").write(files, "ec");
    root.server("two.example").write(files, "two");
    root.client("known").write(files, "known");
    root.client("vetoed").write(files, "vetoed");
    root.leaf("O=Some\\, Org,CN=client")
        .kind(KeyKind.RSA)
        .mail("joe@client.example")
        .issue()
        .write(files, "client");
    Issued revoked = root.client("revoked");
    revoked.write(files, "revoked");
    root.writeCrl(files.resolve("root.crl"), revoked.certificate());
    CertificateAuthority.root("elsewhere").client("stranger").write(files, "stranger");
    ostler =
        PackedServer.start(
            directory, POLICY.replace("TLS_PORT", "" + tlsPort).replace("FILES", files.toString()));
  }

  @AfterAll
  static void stop() throws Exception {
    try (PackedServer server = ostler) {
      assertThat(server.log("paniclog")).isEmpty();
      // Whatever peers send, nobody's stack is shown for it.
      assertThat(server.log("container.log"))
          .doesNotContain("at org.bouncycastle", "at org.ostler.tls");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1_2,TLSv1.2,ECDHE-ECDSA-AES256-GCM-SHA384",
    "-tls1_3,TLSv1.3,TLS_AES_256_GCM_SHA384"
  })
  void speaksBothVersions(String option, String version, String cipher) throws Exception {
    String said = openssl("QUIT\r\n", option);
    assertThat(said).contains("New, " + version + ", Cipher is " + cipher);
    assertThat(said).contains("221 ostler.example closing connection");
  }

  @ParameterizedTest
  @CsvSource({
    "-servername two.example,CN = two.example",
    "-servername other.example -tls1_3 -sigalgs ECDSA+SHA256,CN = ec.example",
    "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256,CN = rsa.example",
    "-tls1_3 -sigalgs rsa_pss_rsae_sha256,CN = rsa.example",
    "-servername none.example,O = Ostler"
  })
  void choosesItsCertificate(String options, String subject) throws Exception {
    assertThat(openssl("QUIT\r\n", options.split(" "))).contains("subject=" + subject);
  }

  @Test
  void takesANewCertificateWithoutCuttingAnybody() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO x");
      talk.say("STARTTLS");
      try (Talk secret = talk.upgraded()) {
        assertThat(secret.say("EHLO x")).doesNotContain("STARTTLS");
        root.leaf("CN=anew").names("ec.example").issue().write(files, "ec");
        Waiting.until(
            "the new certificate",
            LIMIT,
            () -> opened("-sigalgs", "ECDSA+SHA256").contains("subject=CN = anew"));
        assertThat(secret.say("NOOP")).isEqualTo("250 OK");
      } finally {
        root.server("ec.example").write(files, "ec");
      }
    }
  }

  /** The feature may go while sessions run: they go on, and new ones come with the feature. */
  @Test
  void sessionsOutliveTheirFeature() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO x");
      talk.say("STARTTLS");
      try (Talk secret = talk.upgraded()) {
        assertThat(secret.say("EHLO x")).startsWith("250-");
        assertThat(ostler.ostler("feature", "remove", "-y", "tls").exit()).isZero();
        assertThat(secret.say("MAIL FROM:<cut@b.example>")).isEqualTo("250 OK");
        assertThat(secret.say("RCPT TO:<c@d.example>")).isEqualTo("250 Accepted");
        assertThat(secret.say("DATA")).startsWith("354");
        assertThat(secret.say("Subject: on\r\n\r\nand on\r\n.")).startsWith("250 OK id=");
        assertThat(secret.say("NOSUCH")).startsWith("500");
        assertThat(secret.say("QUIT")).startsWith("221");
        assertThatThrownBy(secret::hear).isInstanceOf(EOFException.class);
      } finally {
        assertThat(ostler.ostler("feature", "install", "tls").exit()).isZero();
      }
    }
    assertThat(openssl("QUIT\r\n")).contains("221 ostler.example closing connection");
  }

  @Test
  void tellsOfTheSessionAndItsCertificate() throws Exception {
    Run run = send(ostler.smtpPort(), "--tls", "client", "--tls-sni", "rsa.example");
    assertThat(run.output()).contains("<~  250 OK id=");
    assertThat(run.exit()).isZero();
    awaitLog(
        "SEEN TLS1.3 TLS_AES_256_GCM_SHA384 256 <O=Some\\, Org,CN=client> <rsa.example> 1 <cert>"
            + " rsa.example joe@client.example");
    awaitLine(
        "<= a@b.example H=\\(client.example\\) \\[127.0.0.1\\] P=esmtps"
            + " X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes"
            + " DN=\"O=Some\\\\, Org,CN=client\" SNI=rsa.example S=");
    Waiting.until(
        "the message",
        LIMIT,
        () ->
            mail()
                .contains("by ostler.example with esmtps  (TLS1.3) tls TLS_AES_256_GCM_SHA384\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stranger", "revoked", "vetoed"})
  void believesOnlyWhomItTrusts(String certificate) throws Exception {
    Run run = send(ostler.smtpPort(), "--tls", certificate);
    assertThat(run.output()).contains("550 show a certificate");
    awaitLine(
        "H=\\(client.example\\) \\[127.0.0.1\\] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no"
            + " DN=\"CN="
            + certificate
            + "\" F=<a@b.example> rejected RCPT <c@d.example>: show a certificate");
  }

  @Test
  void certificateStandsForAuthentication() throws Exception {
    assertThat(send(ostler.smtpPort(), "--tls", "known").exit()).isZero();
    awaitLine("<= a@b.example .* P=esmtpsa X=\\S+ CV=yes DN=\"CN=known\" A=by_name:known S=");
  }

  @Test
  void listMayRefuseTls() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO refused.example");
      assertThat(talk.say("STARTTLS")).isEqualTo("550 no TLS for you");
      assertThat(talk.say("NOOP")).isEqualTo("250 OK");
    }
  }

  @ParameterizedTest
  @CsvSource({"smtp,ALPN protocol: smtp", "http/1.1,alert no application protocol"})
  void agreesOnAProtocolOrEnds(String offered, String outcome) throws Exception {
    assertThat(openssl("QUIT\r\n", "-alpn", offered)).contains(outcome);
  }

  @ParameterizedTest
  @CsvSource({"-tls1_2,TLSv1.2", "-tls1_3,TLSv1.3"})
  void resumesASession(String option, String version) throws Exception {
    String kept = files.resolve("session" + option).toString();
    assertThat(openssl("QUIT\r\n", option, "-sess_out", kept)).contains("New, " + version);
    assertThat(openssl("QUIT\r\n", option, "-sess_in", kept))
        .contains("Reused, " + version, "221 ostler.example closing connection");
    // It belongs to the name that was asked for.
    assertThat(openssl("QUIT\r\n", option, "-sess_in", kept, "-servername", "two.example"))
        .contains("New, " + version);
  }

  @Test
  void postfixTrustsAndResumes() throws Exception {
    PosttlsFinger finger = new PosttlsFinger(files.resolve("finger"));
    String server = "[127.0.0.1]:" + ostler.smtpPort();
    String authority = files.resolve("root.pem").toString();
    assertThat(finger.look("-l", "may", "-r", "1", server))
        .contains("Untrusted TLS connection established to ", "Reusing old session");
    assertThat(finger.look("-l", "secure", "-F", authority, server, "rsa.example"))
        .contains("Verified TLS connection established to ", "TLSv1.3 with cipher TLS_AES_256_GCM");
    assertThat(finger.look("-l", "verify", "-F", authority, server, "other.example"))
        .contains("hostname mismatch");
  }

  /** What was found out about a client's certificate holds for the session that goes on. */
  @Test
  void resumedSessionKeepsItsCertificate() throws Exception {
    String kept = files.resolve("session-of-client").toString();
    String certificate = files.resolve("client.pem").toString();
    String key = files.resolve("client.key").toString();
    String[] words = {"-name", "quick.example", "-sess_in", kept, "-ciphersuites", ""};
    String mail = "EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nQUIT\r\n";
    openssl("QUIT\r\n", "-cert", certificate, "-key", key, "-sess_out", kept);
    words[5] = "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384";
    assertThat(openssl(mail, words)).contains("Reused, TLSv1.3", "250 Accepted");
    // The key of a session goes with its suite.
    words[5] = "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";
    assertThat(openssl(mail, words)).contains("New, TLSv1.3", "550 show a certificate");
  }

  /** RFC 3207 §4.2: what came in clear behind STARTTLS is never obeyed. */
  @Test
  void beginsNoSecondHandshake() throws Exception {
    Path heard = files.resolve("renegotiation");
    Process client =
        new ProcessBuilder(command("-tls1_2"))
            .redirectErrorStream(true)
            .redirectOutput(heard.toFile())
            .start();
    try (OutputStream keys = client.getOutputStream()) {
      awaitText(heard, "250 HELP");
      keys.write("R\n".getBytes(StandardCharsets.US_ASCII));
      keys.flush();
      awaitText(heard, "no renegotiation");
      assertThat(Files.readString(heard)).containsOnlyOnce("Cipher is ");
    } finally {
      client.destroy();
    }
  }

  private static void awaitText(Path file, String text) {
    Waiting.until(
        text,
        Duration.ofSeconds(30),
        () -> {
          try {
            return Files.readString(file).contains(text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void forgetsWhatWasSaidInClear() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO x");
      talk.say("MAIL FROM:<before@x.example>");
      talk.raw("STARTTLS\r\nRSET\r\nMAIL FROM:<evil@x.example>\r\n");
      assertThat(talk.hear()).isEqualTo("220 TLS go ahead");
      try (Talk secret = talk.upgraded()) {
        assertThat(secret.say("STARTTLS")).startsWith("503 STARTTLS command used when not adv");
        assertThat(secret.say("RCPT TO:<c@d.example>")).startsWith("503");
        assertThat(secret.say("MAIL FROM:<a@b.example>")).startsWith("503");
        assertThat(secret.say("EHLO x")).startsWith("250-ostler.example Hello");
        assertThat(secret.say("MAIL FROM:<a@b.example>")).isEqualTo("250 OK");
      }
    }
  }

  /** A chunk that TLS ends before its time is no message (RFC 3030 §2). */
  @Test
  void endOfTlsWithinAChunkDropsTheMessage() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO x");
      talk.say("STARTTLS");
      try (Talk secret = talk.upgraded()) {
        secret.say("EHLO cut.example");
        secret.say("MAIL FROM:<cut@b.example>");
        assertThat(secret.say("RCPT TO:<c@d.example>")).isEqualTo("250 Accepted");
        secret.raw("BDAT 1000 LAST\r\nSubject: cut\r\n\r\nhalf of it\r\n");
      }
    }
    awaitLine("SMTP connection from \\(cut.example\\) .* lost while reading message data");
    assertThat(mail()).doesNotContain("half of it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "45484c4f20746861740d0a~An unexpected TLS packet was received.",
        "1603017fff~A TLS record packet with invalid length was received."
      })
  void endsWithWhoSpeaksNoTls(String hex, String why) throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO hostile.example");
      talk.say("STARTTLS");
      talk.raw(new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
      assertThatThrownBy(
              () -> {
                while (true) {
                  talk.hear();
                }
              })
          .isInstanceOf(EOFException.class);
    }
    awaitLog("TLS error on connection from (hostile.example) [127.0.0.1] (handshake): " + why);
    awaitLog("EVENT tls:fail:connect <(handshake): " + why + "> from [127.0.0.1]");
  }

  @Test
  void endsWithWhoLeavesHalfway() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO gone.example");
      talk.say("STARTTLS");
      talk.raw("\u0016\u0003\u0001");
    }
    awaitLog(
        "TLS error on connection from (gone.example) [127.0.0.1] (handshake):"
            + " The TLS connection was non-properly terminated.");
  }

  /** The certificate tells that the client may be who it says that it is. */
  @Test
  void eximSendsUnderTlsWithExternal() throws Exception {
    String tls =
        """
        tls_certificate = DIR/client.pem
          tls_privatekey = DIR/client.key
          tls_verify_certificates = DIR/root.pem
          tls_verify_cert_hostnames =
          tls_sni = two.example
          hosts_require_auth = *
        """
            .replace("DIR", readable().toString());
    String policy =
        Exim.relayingTo(ostler.smtpPort()).replace("hosts_avoid_tls = *\n", tls)
            + """
            begin authenticators
            external:
              driver = external
              public_name = EXTERNAL
              client_send = joe@client.example
            """;
    try (Exim exim = Exim.start(eximDirectory, "primary_hostname = exim.example\n" + policy)) {
      assertThat(Swaks.send(exim.port(), "--from", "exim@x.example", "--to", "c@d.example").exit())
          .isZero();
      Waiting.until(
          "Exim's line",
          LIMIT,
          () -> {
            try {
              return Pattern.compile("[=*-][>*=] c@d.example .*").matcher(exim.mainLog()).find();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      assertThat(exim.mainLog())
          .containsPattern("=> c@d.example .* X=TLS1.3:\\S+ CV=yes A=external");
    }
    awaitLine(
        "<= exim@x.example H=.*exim.example.* P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256"
            + " CV=yes DN=\"O=Some\\\\, Org,CN=client\" SNI=two.example"
            + " A=external:joe@client.example K S=");
  }

  /** Copies of the files where Exim's user may read them. */
  private static Path readable() throws IOException {
    for (String name : List.of("client.pem", "client.key", "root.pem")) {
      Path copy = eximDirectory.resolve(name);
      if (!Files.exists(copy)) {
        Files.copy(files.resolve(name), copy);
      }
    }
    return eximDirectory;
  }

  private static Run send(int port, String tls, String certificate, String... more)
      throws InterruptedException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--ehlo", "client.example", "--from", "a@b.example", tls));
    words.addAll(List.of("--to", "c@d.example"));
    words.addAll(List.of("--tls-cert", files.resolve(certificate + ".pem").toString()));
    words.addAll(List.of("--tls-key", files.resolve(certificate + ".key").toString()));
    words.addAll(List.of(more));
    return Swaks.send(port, words.toArray(String[]::new));
  }

  private static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Peers.program("openssl").toString(), "s_client", "-starttls", "smtp"));
    command.addAll(List.of("-connect", "127.0.0.1:" + ostler.smtpPort()));
    command.addAll(List.of(options));
    return command;
  }

  /** What openssl says when it talks to us with these words of SMTP. */
  private static String openssl(String words, String... options) throws InterruptedException {
    List<String> command = new ArrayList<>(command(options));
    command.addAll(List.of("-ign_eof", "-crlf"));
    Run run = Run.of(command, Map.of(), words.replace("\r", ""));
    return run.output() + run.errors();
  }

  private static String opened(String... options) {
    try {
      return openssl("QUIT\r\n", options);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mail() {
    try {
      Path mail = ostler.data().resolve("mail.txt");
      return Files.exists(mail) ? Files.readString(mail) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitLog(String words) {
    awaitLine(Pattern.quote(words));
  }

  private static void awaitLine(String pattern) {
    Waiting.until(
        "a line with " + pattern,
        LIMIT,
        () -> {
          try {
            return Pattern.compile(pattern).matcher(ostler.log("mainlog")).find();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
