// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.PosttlsFinger;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.SignedZone;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.KeyKind;

/**
 * DANE and TLS of the packed server's client, with a zone that ldns signed and unbound serves, and
 * a real Exim as the server. What becomes of the mail is what Exim 4.96 as the client made of it,
 * but for the anchor that is not sent, which its GnuTLS cannot use.
 */
@RequiresPeer({"exim4", "swaks", "posttls-finger", "unbound", "ldns-keygen", "ldns-signzone"})
class DaneIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final CertificateAuthority ROOT = CertificateAuthority.root("Root", KeyKind.RSA);

  /** Another address of loopback, where a server may have port 53. */
  private static final String NAMES = "127.0.0.58";

  private static final Path PAGE = Path.of("../docs/features/dane.md");

  /** What the page's configuration lacks here. */
  private static final String MORE =
      """
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT : OWN_PORT
      tls_certificate = KEYS/own.pem
      tls_privatekey = KEYS/own.key
      feature_grace = 1s
      """;

  private static final String ROUTER =
      """
      begin routers
      required:
        driver = dnslookup
        local_parts = required
        self = send
        transport = required
      """;

  private static final String TRANSPORT =
      """
      begin transports
      required:
        driver = smtp
        port = PEER
        hosts_require_dane = *
      """;

  /** More of the page's transport. */
  private static final String OPTIONS =
      """
        port = PEER
        dane_require_tls_ciphers = \\
            NORMAL${if eq{$domain}{few.dest.example}{:-AES-256-GCM:-CHACHA20-POLY1305}}
        tls_certificate = KEYS/own.pem
        tls_privatekey = KEYS/own.key
        tls_verify_certificates = KEYS/root.pem
        tls_try_verify_hosts = *
        tls_verify_cert_hostname = *
        event_action = \\
            ${if eq{$event_name}{msg:delivery}{${run{/bin/touch HEARD/$local_part-$domain-$tls_out_ocsp}}}}
      """;

  private static final String EXIM =
      """
      primary_hostname = peer.example
      tls_advertise_hosts = *
      tls_certificate = KEYS/${if match{$tls_in_sni}{^ta}{ta}{${if match{$tls_in_sni}{^whole}{whole}{${if match{$tls_in_sni}{^misnamed}{misnamed}{own}}}}}}.pem
      tls_privatekey = KEYS/${if match{$tls_in_sni}{^ta}{ta}{${if match{$tls_in_sni}{^whole}{whole}{${if match{$tls_in_sni}{^misnamed}{misnamed}{own}}}}}}.key
      tls_try_verify_hosts = *
      tls_verify_certificates = KEYS/root.pem
      log_selector = +tls_peerdn +tls_sni +received_recipients
      acl_smtp_rcpt = accept
      begin routers
      kept:
        driver = redirect
        data = :blackhole:
      """;

  @TempDir static Path directory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;
  private static PackedServer ostler;
  private static Exim exim;
  private static SignedZone zone;
  private static final int OWN_PORT = Peers.freePort();
  private static String routes = "";
  private static boolean judged;

  @BeforeAll
  static void start() throws Exception {
    judged = EximClient.isPossible();
    Path keys = Files.createDirectories(eximDirectory.resolve("keys"));
    ROOT.write(keys, "root");
    Issued own = server("none.dest.example");
    own.write(keys, "own");
    Issued ta = withRoot(server("ta.dest.example"));
    ta.write(keys, "ta");
    withRoot(server("other.example")).write(keys, "misnamed");
    server("whole.dest.example").write(keys, "whole");
    exim = Exim.start(eximDirectory, EXIM.replace("KEYS", keys.toString()));
    zone =
        SignedZone.start(
            directory.resolve("dns"),
            "dest.example",
            records(own.certificate())
                .replace("OWN", "" + OWN_PORT)
                .replace("PORT", "" + exim.port()),
            "open.example",
            "@ MX 10 ee.dest.example.\n",
            judged ? NAMES + "@53" : "");
    String page = Page.block(PAGE, "primary_hostname");
    int parts = page.indexOf("begin routers\n");
    routes =
        routes(page.substring(parts))
            .replace("KEYS", keys.toString())
            .replace("HEARD", Files.createDirectories(heard()).toString());
    String policy =
        MORE.replace("OWN_PORT", "" + OWN_PORT).replace("KEYS", keys.toString())
            + page.substring(0, parts)
                .replaceFirst("dns_servers .*", "dns_servers = " + zone.option())
                .replaceFirst("(dnssec_trust_anchors = ).*", "$1" + zone.trustAnchor())
            + routes;
    ostler = PackedServer.start(Files.createDirectories(directory.resolve("server")), policy);
    assertThat(ostler.ostler("feature", "install", "ocsp").exit()).isZero();
  }

  /** Has a file for each delivery, which says what became of the proof by OCSP. */
  private static Path heard() {
    return directory.resolve("heard");
  }

  /** The routers and transports of the page, with some more. */
  private static String routes(String page) {
    return page.replace("begin routers\n", ROUTER)
        .replace("  transport = onward\n", "  transport = onward\n  self = send\n")
        .replace("begin transports\n", TRANSPORT)
        .replace("  # hosts_try_dane = * is the default\n", OPTIONS)
        .replace("F,5d,1h", "F,1h,1h")
        .replace("PEER", "" + exim.port());
  }

  @AfterAll
  static void stop() throws Exception {
    try (PackedServer first = ostler;
        Exim second = exim;
        SignedZone third = zone) {
      assertThat(first.log("paniclog")).isEmpty();
      assertThat(second).isNotNull();
      assertThat(third).isNotNull();
    }
  }

  private static Issued server(String name) {
    return ROOT.leaf("CN=" + name).kind(KeyKind.RSA).names(name).issue();
  }

  private static Issued withRoot(Issued issued) {
    return new Issued(issued.key(), List.of(issued.certificate(), ROOT.certificate()));
  }

  private static String records(X509Certificate own) throws Exception {
    StringBuilder text = new StringBuilder("to CNAME ee\nalias MX 10 to\n");
    List<String> hosts =
        List.of(
            "ee",
            "ta",
            "whole",
            "misnamed",
            "wrong",
            "lost",
            "none",
            "useless",
            "away",
            "few",
            "bogus");
    for (String host : hosts) {
      String address = host.equals("bogus") ? "127.9.9.9" : "127.0.0.1";
      text.append("%s MX 10 %s\n%s A %s\n".formatted(host, host, host, address));
    }
    String key = sha256(own.getPublicKey().getEncoded());
    String root = sha256(ROOT.certificate().getEncoded());
    String whole = HexFormat.of().formatHex(ROOT.certificate().getEncoded());
    text.append("_PORT._tcp.ee TLSA 3 1 1 " + key + "\n");
    text.append("_PORT._tcp.few TLSA 3 1 1 " + key + "\n");
    text.append("_PORT._tcp.ta TLSA 2 0 1 " + root + "\n");
    text.append("_PORT._tcp.misnamed TLSA 2 0 1 " + root + "\n");
    text.append("_PORT._tcp.whole TLSA 2 0 0 " + whole + "\n");
    text.append("_PORT._tcp.wrong TLSA 3 1 1 " + root + "\n");
    text.append("_PORT._tcp.lost TLSA 3 1 1 " + root + "\n");
    // What others find of our server.
    text.append("right A 127.0.0.1\n_OWN._tcp.right TLSA 3 1 1 " + key + "\n");
    text.append("false A 127.0.0.1\n_OWN._tcp.false TLSA 3 1 1 " + root + "\n");
    text.append("_PORT._tcp.useless TLSA 1 1 1 " + key + "\n");
    return text.toString();
  }

  private static String sha256(byte[] octets) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
  }

  /** Sends a message and waits for the line that says what became of it. */
  private static String outcome(String recipient) throws Exception {
    Swaks.send(ostler.smtpPort(), "--to", recipient, "--from", "x@open.example");
    String[] line = new String[1];
    Waiting.until(
        "an outcome of " + recipient,
        LIMIT,
        () -> {
          line[0] = line(recipient);
          return line[0] != null;
        });
    return line[0];
  }

  private static String line(String recipient) {
    try {
      return ostler
          .log("mainlog")
          .lines()
          .filter(line -> line.matches(".* (=>|==|\\*\\*) " + recipient + " .*"))
          .findFirst()
          .orElse(null);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ee,      ee.dest.example,    dane",
    "ta,      ta.dest.example,    dane",
    "whole,   whole.dest.example, dane",
    "alias,   ee.dest.example,    dane",
    "useless, useless.dest.example, no"
  })
  void recordsThatHoldLetTheMailGo(String domain, String sni, String verified) throws Exception {
    String line = outcome("a@" + domain + ".dest.example");
    // A connection that is there already has a star behind its address.
    assertThat(line.replace("]*", "]"))
        .contains(" => ", " DS [127.0.0.1] X=TLS1.3:", " CV=" + verified + " ", " SNI=" + sni);
    assertThat(exim.mainLog()).contains("SNI=" + sni);
  }

  @Test
  void ciphersUnderDaneAreThoseOfTheirOption() throws Exception {
    assertThat(outcome("a@few.dest.example"))
        .contains(" => ", " X=TLS1.3:TLS_AES_128_GCM_SHA256:128 CV=dane");
  }

  @ParameterizedTest
  @CsvSource({
    "wrong,    no TLSA record matches the certificate",
    "misnamed, the certificate is not for misnamed.dest.example"
  })
  void recordsThatDoNotHoldKeepIt(String domain, String reason) throws Exception {
    String host = domain + ".dest.example";
    assertThat(outcome("a@" + host))
        .contains(" == ", " defer (-37) H=" + host + " DS [127.0.0.1]: TLS session: ");
    assertThat(ostler.log("mainlog"))
        .contains(" DANE attempt failed; TLS connection to " + host + " [127.0.0.1]: ")
        .contains(reason);
    assertThat(exim.mainLog()).doesNotContain("for a@" + host);
  }

  @Test
  void theNameOfAnOptionInOlderDocumentsIsWarnedAbout() throws Exception {
    assertThat(ostler.log("mainlog"))
        .contains(
            "option \"tls_verify_cert_hostname\" is now called \"tls_verify_cert_hostnames\"");
  }

  @Test
  void anAddressWithAWrongSignatureIsNone() throws Exception {
    assertThat(outcome("a@bogus.dest.example"))
        .contains(" defer (-1): host lookup did not complete");
  }

  @Test
  void withoutRecordsOrSignaturesTheOptionsCount() throws Exception {
    assertThat(outcome("a@none.dest.example").replace("]*", "]"))
        .contains(" => ", " DS [127.0.0.1] ", " CV=yes");
    assertThat(outcome("a@open.example").replace("]*", "]"))
        .contains(" => ", "H=ee.dest.example [127.0.0.1] X=TLS1.3:", " CV=no");
    // The other side saw our certificate, and found it good.
    assertThat(exim.mainLog())
        .containsPattern("CV=yes DN=\"CN=none.dest.example\".* for a@none.dest.example");
  }

  @Test
  void mailThatMustHaveDaneFailsWithoutIt() throws Exception {
    assertThat(outcome("required@ee.dest.example")).contains(" => ", " CV=dane");
    assertThat(outcome("required@none.dest.example"))
        .contains(" ** ")
        .endsWith(": DANE error: tlsa lookup FAIL");
    assertThat(outcome("required@open.example"))
        .contains(" ** ")
        .endsWith(": DANE error: ee.dest.example lookup not DNSSEC");
  }

  @Test
  void withoutTheFeatureMailWaitsForIt() throws Exception {
    assertThat(ostler.ostler("feature", "remove", "-y", "dane").exit()).isZero();
    try {
      assertThat(outcome("waiting@away.dest.example"))
          .contains(" == ")
          .endsWith(": DANE error: tlsa lookup DEFER");
      assertThat(exim.mainLog()).doesNotContain("for waiting@away.dest.example");
      // No signed address, and so no question.
      assertThat(outcome("waiting@open.example")).contains(" => ");
    } finally {
      assertThat(ostler.ostler("feature", "install", "dane").exit()).isZero();
    }
    assertThat(outcome("back@ta.dest.example")).contains(" => ", " CV=dane");
  }

  @Test
  void anchorsAloneLeaveAProofToAskFor() throws Exception {
    for (String host : List.of("ee", "ta", "none")) {
      assertThat(outcome("asked@" + host + ".dest.example")).contains(" => ");
    }
    // 0: not asked for; 1: asked for, and Exim has none.
    for (String file : List.of("ee.dest.example-0", "ta.dest.example-1", "none.dest.example-1")) {
      Path written = heard().resolve("asked-" + file);
      Waiting.until(file, LIMIT, () -> Files.exists(written));
    }
  }

  @Test
  void postfixFindsOurServerAsTheZoneSays() throws Exception {
    assumeTrue(judged, "no name server of its own for Postfix");
    Path place = Files.createDirectories(directory.resolve("finger"));
    Path names = EximClient.names(place, NAMES);
    PosttlsFinger finger =
        new PosttlsFinger(place, EximClient.asking(names).toArray(String[]::new));
    String port = ":" + OWN_PORT;
    for (String level : List.of("dane", "dane-only")) {
      assertThat(finger.look("-l", level, "[right.dest.example]" + port))
          .contains("Verified TLS connection established to right.dest.example[127.0.0.1]" + port);
    }
    assertThat(finger.look("-l", "dane-only", "[false.dest.example]" + port))
        .contains("Untrusted TLS connection established to false.dest.example[127.0.0.1]" + port);
  }

  @Test
  void eximAsTheClientSaysTheSame() throws Exception {
    assumeTrue(judged, "no name server of its own for Exim");
    EximClient client =
        new EximClient(
            eximDirectory.resolve("client"),
            NAMES,
            "primary_hostname = judge.example\ndns_dnssec_ok = 1\nlog_selector = +dnssec\n"
                + routes
                    .replace("tls_verify_cert_hostname ", "tls_verify_cert_hostnames ")
                    .replaceFirst(" *event_action .*\n.*\n", ""));
    for (String recipient :
        List.of(
            "judged@ee.dest.example",
            "judged@ta.dest.example",
            "judged@alias.dest.example",
            "judged@useless.dest.example",
            "judged@lost.dest.example",
            "judged@none.dest.example",
            "judged@bogus.dest.example",
            "judged@open.example",
            // The second message finds that the host is left alone for a while.
            "required@lost.dest.example",
            "required@none.dest.example",
            "required@open.example")) {
      assertThat(summary(outcome(recipient)))
          .as(recipient)
          .isEqualTo(summary(client.send("x@open.example", recipient)));
    }
  }

  /** What both logs must have in common: the end, the judgement, and the reason of refusals. */
  private static String summary(String line) {
    Matcher delivered = Pattern.compile("=>(.*) X=TLS1\\.3:.* CV=(\\w+)").matcher(line);
    if (delivered.find()) {
      return "=> CV=" + delivered.group(2) + (line.contains(" DS ") ? " DS" : "");
    }
    Matcher refused =
        Pattern.compile("(== .* defer \\(-?\\d+\\)|\\*\\* )(.*(DANE error.*|lookup.*)|.*)")
            .matcher(line);
    assertThat(refused.find()).as(line).isTrue();
    return refused.group(1).replaceFirst(" R=.* defer", " defer")
        + (refused.group(3) == null ? "" : refused.group(3));
  }
}
