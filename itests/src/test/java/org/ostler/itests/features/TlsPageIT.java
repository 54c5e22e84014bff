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
import java.util.function.Supplier;
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
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.KeyKind;

/**
 * The configuration of docs/features/tls.md, with openssl and swaks as clients and an Exim as the
 * provider; and options about which the page has no example, for clients of some addresses.
 */
@RequiresPeer({"openssl", "swaks", "exim4"})
class TlsPageIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path PAGE = Path.of("../docs/features/tls.md");

  private static final String MORE =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      tls_remember_esmtp
      hosts_require_alpn = 127.0.0.5
      tls_verify_hosts = 127.0.0.6
      tls_dhparam = ${if eq{$sender_host_address}{127.0.0.7}{FILES/dh.pem}{ffdhe4096}}
      acl_smtp_mail = acl_check_mail
      """;

  private static final String SENDERS =
      """
      begin acl
      acl_check_mail:
        deny senders = *@provider.example
             !verify = sender/callout
        accept
      """;

  private static final String ROUTES =
      """
      suspicious:
        driver = smtp
        port = PEER
        hosts_require_tls = *
        tls_verify_hosts = *
        tls_verify_certificates = FILES/provider.pem
        tls_verify_cert_hostnames =
        tls_crl = FILES/provider.crl
      begin routers
      onward:
        driver = manualroute
        domains = provider.example : revoked.example
        route_list = * 127.0.0.1
        self = send
        transport = ${if eq{$domain}{provider.example}{smarthost}{suspicious}}
      rest:
        driver = redirect
        data = :blackhole:
      begin retry
      * * F,1h,1s
      """;

  private static final String PROVIDER =
      """
      primary_hostname = provider.example
      tls_advertise_hosts = *
      tls_certificate = FILES/peer.pem
      tls_privatekey = FILES/peer.key
      tls_verify_hosts = *
      tls_verify_certificates = FILES/clients.pem
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        accept logwrite = ASKED <$sender_address> $local_part $tls_in_peerdn
      begin routers
      kept:
        driver = redirect
        data = :blackhole:
      """;

  @TempDir static Path directory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;

  private static final int TLS_PORT = Peers.freePort();
  private static Path files;
  private static Exim provider;
  private static PackedServer ostler;

  @BeforeAll
  static void start() throws Exception {
    files = Files.createDirectories(eximDirectory.resolve("files"));
    CertificateAuthority clients = CertificateAuthority.root("clients");
    clients.write(files, "clients");
    clients.writeCrl(files.resolve("clients.crl"));
    clients.leaf("CN=client").kind(KeyKind.RSA).issue().write(files, "client");
    CertificateAuthority root = CertificateAuthority.root("provider");
    root.write(files, "provider");
    Issued peer = root.leaf("CN=peer").kind(KeyKind.RSA).names("127.0.0.1").issue();
    peer.write(files, "peer");
    root.writeCrl(files.resolve("provider.crl"), peer.certificate());
    root.leaf("CN=mail.example").kind(KeyKind.RSA).issue().write(files, "rsa");
    root.server("mail.example").write(files, "ec");
    String group = files.resolve("dh.pem").toString();
    openssl(("genpkey -genparam -algorithm DH -pkeyopt group:modp_1536 -out " + group).split(" "));
    provider = Exim.start(eximDirectory, inPlace(PROVIDER));
    ostler = PackedServer.start(directory, inPlace(policy()));
  }

  /** What the page shows of the server and of the client, in one. */
  private static String policy() throws IOException {
    String server = Page.block(PAGE, "daemon_smtp_ports");
    String client = Page.block(PAGE, "begin transports");
    return MORE + server.replace("begin acl\n", SENDERS) + client + ROUTES;
  }

  private static String inPlace(String text) {
    return text.replace("25 : 587 : 465", "SMTP_PORT : " + TLS_PORT)
        .replace("= 465\n", "= " + TLS_PORT + "\n")
        .replace("= 587\n", "= PEER\n")
        .replace("PEER", provider == null ? "" : "" + provider.port())
        .replace("/etc/ostler", "FILES")
        .replace("FILES", files.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    try (PackedServer first = ostler;
        Exim second = provider) {
      assertThat(first.log("paniclog")).isEmpty();
      assertThat(second).isNotNull();
    }
  }

  private static String openssl(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(Peers.program("openssl").toString()));
    command.addAll(List.of(words));
    Run run = Run.of(command, Map.of(), "QUIT\n");
    return run.output() + run.errors();
  }

  /** Shakes hands from that address of loopback. */
  private static String from(String address, String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("s_client", "-starttls", "smtp", "-crlf"));
    command.addAll(List.of("-connect", "127.0.0.1:" + ostler.smtpPort(), "-ign_eof"));
    command.addAll(List.of("-bind", address + ":0"));
    command.addAll(List.of(words));
    return openssl(command.toArray(String[]::new));
  }

  private static Run send(String from, String to, String... more) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("--from", from, "--to", to));
    words.addAll(List.of(more));
    return Swaks.send(ostler.smtpPort(), words.toArray(String[]::new));
  }

  private static String[] certificate() {
    String file = files.resolve("client").toString();
    return new String[] {"--tls", "--tls-cert", file + ".pem", "--tls-key", file + ".key"};
  }

  private static void await(Supplier<String> log, String pattern) {
    Waiting.until(
        pattern + " in " + log.get(),
        LIMIT,
        () -> Pattern.compile(pattern).matcher(log.get()).find());
  }

  private static String log() {
    try {
      return ostler.log("mainlog");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String providerLog() {
    try {
      return provider.mainLog();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thePageServes() throws Exception {
    assertThat(send("a@b.example", "c@d.example").output()).contains("550 STARTTLS first");
    assertThat(send("a@b.example", "c@d.example", certificate()).exit()).isZero();
    await(TlsPageIT::log, "<= a@b.example .* P=esmtpsa X=.* CV=yes DN=\"CN=client\" A=by_name:cli");
    assertThat(openssl("s_client", "-connect", "127.0.0.1:" + TLS_PORT, "-servername", "x.example"))
        .contains("subject=CN = mail.example", "New, TLSv1.3");
  }

  @Test
  void thePageSends() throws Exception {
    assertThat(send("a@b.example", "joe@provider.example", "--tls").exit()).isZero();
    await(TlsPageIT::log, "=> joe@provider.example R=onward T=smarthost .* X=TLS1.3:.* CV=yes");
    await(TlsPageIT::providerLog, "ASKED <a@b.example> joe CN=client");
  }

  @Test
  void calloutsGoUnderTls() throws Exception {
    assertThat(send("asked@provider.example", "c@d.example", "--tls").exit()).isZero();
    await(TlsPageIT::providerLog, "ASKED <> asked CN=client");
  }

  @Test
  void whomItsAuthorityRevokedGetsNoMail() throws Exception {
    assertThat(send("a@b.example", "joe@revoked.example", "--tls").exit()).isZero();
    await(TlsPageIT::log, "== joe@revoked.example .*TLS session: .*revoked");
  }

  @Test
  void rememberedGreetingCountsUnderTls() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO x");
      talk.say("STARTTLS");
      try (Talk secret = talk.upgraded()) {
        assertThat(secret.say("MAIL FROM:<a@b.example> SIZE=10")).isEqualTo("250 OK");
      }
    }
  }

  @Test
  void protocolIsRequiredOfSome() throws Exception {
    assertThat(from("127.0.0.5")).contains("alert no application protocol");
    assertThat(from("127.0.0.5", "-alpn", "smtp")).contains("ALPN protocol: smtp", "221 ");
    assertThat(from("127.0.0.9")).contains("No ALPN negotiated", "221 ");
  }

  @ParameterizedTest
  @CsvSource({"-tls1_2, handshake failure", "-tls1_3, certificate required"})
  void certificateIsRequiredOfSome(String version, String alert) throws Exception {
    String file = files.resolve("client").toString();
    assertThat(from("127.0.0.6", version)).contains("alert " + alert).doesNotContain("221 ");
    await(
        TlsPageIT::log,
        "TLS error on connection from .*\\[127.0.0.6\\] \\(certificate verification failed\\)");
    assertThat(from("127.0.0.6", version, "-cert", file + ".pem", "-key", file + ".key"))
        .contains("221 ");
  }

  /** A group of our own is used; one with a larger prime than tls_dh_max_bits is not. */
  @Test
  void groupComesFromAFileWithinItsLimit() throws Exception {
    String[] only = {"-tls1_2", "-cipher", "DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0"};
    assertThat(from("127.0.0.7", only)).contains("Server Temp Key: DH, 1536 bits", "221 ");
    assertThat(from("127.0.0.8", only)).contains("Server Temp Key: DH, 2048 bits", "221 ");
  }
}
