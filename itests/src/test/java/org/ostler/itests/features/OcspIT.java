// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.OcspResponder;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.StaplingServer;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.KeyKind;

/**
 * Proofs by OCSP with real peers: openssl reads what we staple, Exim asks us for it and we ask
 * Exim. Which certificate a server shows, and which proof, depends on the name that it is asked
 * for.
 */
@RequiresPeer({"openssl", "exim4", "swaks"})
class OcspIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Path PAGE = Path.of("../docs/features/ocsp.md");

  /** As the page has it, but that Exim wants no file named that is not there. */
  private static final String EXIM =
      """
      primary_hostname = exim.example
      tls_certificate = FILES/${lookup{$tls_in_sni}lsearch{FILES/names}{$value}{bare}}.pem
      tls_privatekey = FILES/${lookup{$tls_in_sni}lsearch{FILES/names}{$value}{bare}}.key
      tls_ocsp_file = ${lookup{$tls_in_sni}lsearch{FILES/proofs}}
      """;

  /** What both servers have in common. */
  private static final String SERVER =
      """
      tls_advertise_hosts = *
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        accept logwrite = SERVED $tls_in_ocsp to $local_part
      """;

  private static final String CLIENT =
      """
      begin transports
      required:
        driver = smtp
        port = ${lookup{PEER}lsearch{FILES/ports}}
        allow_localhost
        tls_sni = $domain
        hosts_require_tls = *
        hosts_require_ocsp = *
        tls_verify_certificates = FILES/root.pem
        tls_verify_hosts = *
        tls_verify_cert_hostnames = :
        event_action = ${acl{told}{$event_name}}
      strict:
        driver = smtp
        protocol = smtps
        port = ${lookup{${extract{1}{.}{$domain}}}lsearch{FILES/ports}}
        allow_localhost
        hosts_require_ocsp = *
        tls_verify_certificates = FILES/root.pem
        tls_verify_hosts = *
        tls_verify_cert_hostnames = :
      asked:
        driver = smtp
        port = ${lookup{PEER}lsearch{FILES/ports}}
        allow_localhost
        tls_sni = $domain
        hosts_require_tls = *
        tls_verify_certificates = FILES/root.pem
        tls_verify_hosts = *
        tls_verify_cert_hostnames = :
        event_action = ${acl{told}{$event_name}}
      begin retry
      * * F,1h,1s
      """;

  private static final String TOLD =
      """
      told:
        accept condition = ${if eq{$acl_arg1}{msg:delivery}}
               logwrite = HEARD $tls_out_ocsp from $domain
        accept
      """;

  private static final String ROUTERS =
      """
      begin routers
      asked:
        driver = manualroute
        local_parts = asked
        domains = *.PEER
        route_list = * 127.0.0.1
        self = send
        transport = asked
      required:
        driver = manualroute
        local_parts = required
        domains = *.PEER
        route_list = * 127.0.0.1
        self = send
        transport = required
      strict:
        driver = manualroute
        local_parts = strict
        domains = *.openssl
        route_list = * 127.0.0.1
        self = send
        transport = strict
      rest:
        driver = redirect
        data = :blackhole:
      """;

  @TempDir static Path directory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;

  private static final int RESPONDER_PORT = Peers.freePort();
  private static Issued fetched;
  private static Proofs proofs;
  private static PackedServer ostler;
  private static Exim exim;

  @BeforeAll
  static void start() throws Exception {
    proofs = new Proofs(eximDirectory.resolve("proofs"));
    StringBuilder names = new StringBuilder();
    StringBuilder files = new StringBuilder();
    for (String kind : List.of("good", "revoked", "expired", "wrong", "other", "bare")) {
      for (String server : List.of("exim", "ostler")) {
        names.append("%s.%s: %s\n".formatted(kind, server, kind));
        if (!kind.equals("bare")) {
          Path file = proofs.directory.resolve(kind + ".proof");
          files.append("%s.%s: PEM %s\n".formatted(kind, server, file));
        }
      }
    }
    names.append("fetched.ostler: fetched\n");
    Files.writeString(proofs.directory.resolve("names"), names);
    Files.writeString(proofs.directory.resolve("proofs"), files);
    fetched =
        proofs
            .between
            .leaf("CN=fetched.example")
            .kind(KeyKind.RSA)
            .responder("http://127.0.0.1:" + RESPONDER_PORT)
            .issue();
    fetched.write(proofs.directory, "fetched");
    proofs.readable();
    ostler = PackedServer.start(directory, policy(true));
    exim = Exim.start(eximDirectory, policy(false));
    Path ports = proofs.directory.resolve("ports");
    Files.writeString(ports, "ostler: " + ostler.smtpPort() + "\nexim: " + exim.port() + "\n");
    proofs.readable();
  }

  private static String policy(boolean ours) throws IOException {
    String house =
        ours
            ? """
              primary_hostname = ostler.example
              local_interfaces = 127.0.0.1
              daemon_smtp_ports = SMTP_PORT
              feature_grace = 1s
              """
                + Page.block(PAGE, "tls_certificate")
                    .replace("/etc/ostler", "FILES")
                    .replace("{main}", "{bare}")
                + Page.block(PAGE, "tls_ocsp_fetch")
            : EXIM;
    String peer = ours ? "exim" : "ostler";
    return (house + SERVER + TOLD + ROUTERS + CLIENT)
        .replace("PEER", peer)
        .replace("FILES", proofs.directory.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    try (Exim second = exim;
        PackedServer first = ostler) {
      assertThat(first.log("paniclog")).isEmpty();
      assertThat(second).isNotNull();
    }
  }

  private static String ostlerLog() {
    try {
      return ostler.log("mainlog");
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

  private static Run asked(String name, String version) throws InterruptedException {
    String openssl = Peers.program("openssl").toString();
    return Run.of(
        List.of(
            openssl,
            "s_client",
            "-starttls",
            "smtp",
            "-connect",
            "127.0.0.1:" + ostler.smtpPort(),
            "-servername",
            name,
            "-status",
            "-CAfile",
            proofs.directory.resolve("root.pem").toString(),
            version),
        Map.of(),
        "QUIT\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void opensslReadsWhatWeStaple(String version) throws Exception {
    Run good = asked("good.ostler", version);
    assertThat(good.output())
        .as(good.errors())
        .contains("OCSP Response Status: successful", "Cert Status: good")
        .contains("Verify return code: 0 (ok)");
    assertThat(asked("revoked.ostler", version).output())
        .contains("Cert Status: revoked", "Revocation Reason: keyCompromise");
    for (String none : List.of("expired", "wrong", "other", "bare")) {
      assertThat(asked(none + ".ostler", version).output())
          .as(none)
          .contains("OCSP response: no response sent", "Verify return code: 0 (ok)");
    }
  }

  @Test
  void theAuthorityBetweenHasItsProofToo() throws Exception {
    byte[] second =
        JsseClient.staples(ostler.smtpPort(), "good.ostler").stream()
            .skip(1)
            .findFirst()
            .orElseThrow();
    assertThat(JsseClient.staples(ostler.smtpPort(), "good.ostler")).hasSize(2);
    assertThat(Files.readString(proofs.directory.resolve("good.proof")))
        .contains(Issued.pem("OCSP RESPONSE", second));
    assertThat(JsseClient.staples(ostler.smtpPort(), "bare.ostler")).isEmpty();
  }

  @Test
  void aProofIsFetched() throws Exception {
    OcspResponder responder =
        new OcspResponder(directory.resolve("responder"), proofs.between)
            .good(fetched.certificate());
    try (var running = responder.serve(RESPONDER_PORT, "-ndays", "2")) {
      assertThat(running).isNotNull();
      Waiting.until("a fetched proof", LIMIT, () -> isGood("fetched.ostler"));
    }
    assertThat(asked("fetched.ostler", "-tls1_2").output()).contains("Cert Status: good");
    try (Stream<Path> kept = Files.list(ostler.data().resolve("ocsp"))) {
      assertThat(kept).hasSize(1);
    }
  }

  private static boolean isGood(String name) {
    try {
      return asked(name, "-tls1_3").output().contains("Cert Status: good");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void send(int port, String to) throws InterruptedException {
    Run run = Swaks.send(port, "--from", "joe@src.example", "--to", to);
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
  }

  private static void awaitLog(Supplier<String> log, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    Waiting.until(
        pattern + " in the log: " + log.get(), LIMIT, () -> compiled.matcher(log.get()).find());
  }

  @Test
  void eximBelievesOurGoodProofAlone() throws Exception {
    send(exim.port(), "required@good.ostler");
    awaitLog(OcspIT::eximLog, "=> required@good.ostler .* X=TLS1.3:");
    awaitLog(OcspIT::eximLog, "HEARD 4 from good.ostler");
    awaitLog(OcspIT::ostlerLog, "SERVED 4 to required");
    send(exim.port(), "required@revoked.ostler");
    awaitLog(OcspIT::eximLog, "== required@revoked.ostler .*TLS session: .*certificate revoked");
    for (String kind : List.of("expired", "bare")) {
      send(exim.port(), "required@" + kind + ".ostler");
      awaitLog(
          OcspIT::eximLog, "== required@" + kind + ".ostler .*certificate status check failed");
    }
  }

  @ParameterizedTest
  @CsvSource({"good, 4", "bare, 1"})
  void weTellWhatEximStapled(String kind, int state) throws Exception {
    send(ostler.smtpPort(), "asked@" + kind + ".exim");
    awaitLog(OcspIT::ostlerLog, "=> asked@" + kind + ".exim .* X=TLS1.3:");
    awaitLog(OcspIT::ostlerLog, "HEARD " + state + " from " + kind + ".exim");
  }

  @Test
  void whatIsRequiredIsRequired() throws Exception {
    send(ostler.smtpPort(), "required@good.exim");
    awaitLog(OcspIT::ostlerLog, "=> required@good.exim .* X=TLS1.3:.* CV=yes");
    send(ostler.smtpPort(), "required@bare.exim");
    awaitLog(
        OcspIT::ostlerLog,
        "== required@bare.exim .*TLS session: .*certificate status check failed");
  }

  /** Exim's library refuses to serve what is wrong; openssl serves anything. */
  @ParameterizedTest
  @CsvSource({
    "revoked, Server certificate revoked; reason: keyCompromise",
    "expired, Server OCSP dates invalid",
    "wrong, 'Received TLS cert status response, itself unverifiable'"
  })
  void theWrongIsRefusedWithAReason(String kind, String reason) throws Exception {
    Path certificate = proofs.directory.resolve(kind + ".pem");
    Path response = proofs.directory.resolve(kind + ".der");
    Path place = Files.createDirectory(directory.resolve(kind));
    try (StaplingServer server = new StaplingServer(place, certificate, response)) {
      Files.writeString(
          proofs.directory.resolve("ports"), kind + ": " + server.port() + "\n", APPEND);
      send(ostler.smtpPort(), "strict@" + kind + ".openssl");
      awaitLog(OcspIT::ostlerLog, "== strict@" + kind + ".openssl .*TLS session: " + reason);
    }
    assertThat(ostlerLog()).containsPattern("(?m)^.{19} \\S{16} " + reason);
  }

  /** No option here names it: that an smtp transport tries DANE is the default. */
  @Test
  void daneComesWithTls() throws Exception {
    assertThat(ostler.ostler("feature", "list").output())
        .containsPattern("(?m)^tls +installed")
        .containsPattern("(?m)^dane +installed");
  }

  @Test
  void theFeatureComesAndGoes() throws Exception {
    assertThat(isGood("good.ostler")).isTrue();
    assertThat(ostler.ostler("feature", "remove", "-y", "ocsp").exit()).isZero();
    try {
      Waiting.until("no proof", LIMIT, () -> !isGood("good.ostler"));
      send(ostler.smtpPort(), "required@good.exim");
      awaitLog(OcspIT::ostlerLog, "== required@good.exim .*required by hosts_require_ocsp");
    } finally {
      assertThat(ostler.ostler("feature", "install", "ocsp").exit()).isZero();
    }
    Waiting.until("a proof", LIMIT, () -> isGood("good.ostler"));
  }
}
