// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ostler.api.routing.NextHop;
import org.ostler.api.tls.Associations;
import org.ostler.api.tls.ClientTlsOptions;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.OutgoingTls;
import org.ostler.core.smtp.client.TlsPeer.Way;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.dane.DaneAssociations;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.tls.BouncyEngine;

class TlsDeliveryTest {
  private static final String HOST = "mx.dest.example";
  private static final CertificateAuthority ROOT = CertificateAuthority.root("Root");
  private static final Issued GOOD = ROOT.server(HOST);
  private static final MemorySettings USUAL =
      MemorySettings.named("t").withText(ClientOptions.COMMAND_TIMEOUT, "20S");

  @TempDir Path directory;
  private final ClientHouse house = new ClientHouse();
  private boolean secure;

  @BeforeEach
  void installTls() {
    house.contributions.tlsEngines.add(Contributions.TLS, new BouncyEngine(), "tls");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Address deliver(TlsPeer peer, MemorySettings settings) throws Exception {
    SampleDelivery delivery = SampleDelivery.of("Subject: x\n\nx\n", "a@dest.example");
    delivery.to(new NextHop(HOST, "127.0.0.1", peer.port(), 10, secure));
    house.transport(settings).deliver(delivery);
    outcome = delivery.outcomes().values().iterator().next();
    return (Address) delivery.outcomes().keySet().iterator().next();
  }

  private Outcome outcome = new Outcome.Deferred(Outcome.Trouble.of("not begun"));

  private void deferred(Cause cause, String reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Deferred.class,
            it -> {
              assertThat(it.trouble().reason()).contains(reason);
              assertThat(it.trouble().cause()).isEqualTo(cause);
            });
  }

  private void failed(String reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, it -> assertThat(it.trouble().reason()).isEqualTo(reason));
  }

  private MemorySettings trusting() {
    return USUAL.withText(
        ClientTlsOptions.TLS_VERIFY_CERTIFICATES, ROOT.write(directory, "root").toString());
  }

  @Test
  void usesTlsWhereItIsOfferedAndBeginsAnew() throws Exception {
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      OutgoingTls tls = deliver(peer, trusting()).tls;
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
      assertThat(peer.heard())
          .startsWith("connected", "EHLO client.example", "STARTTLS", "tls EHLO client.example")
          .doesNotContain("MAIL FROM:<s@src.example>");
      assertThat(tls).isNotNull();
      assertThat(tls.verified()).isTrue();
      assertThat(tls.verifiedByDane()).isFalse();
    }
  }

  @Test
  void aServerThatCannotBeVerifiedIsGoodEnoughUnlessItMustBe() throws Exception {
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      OutgoingTls tls = deliver(peer, USUAL).tls;
      assertThat(tls).isNotNull();
      assertThat(tls.verified()).isFalse();
      deliver(
          peer,
          USUAL
              .withText(ClientTlsOptions.TLS_VERIFY_HOSTS, "*")
              .withText(ClientTlsOptions.HOSTS_REQUIRE_TLS, "*"));
      deferred(Cause.TLS_FAILED, "TLS session: ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mx.dest.example, '',              true",
    "*.dest.example,  '',              true",
    "*.example,       '',              false",
    "other.example,   '',              false",
    "other.example,   mx.dest.example, true"
  })
  void theNameCounts(String common, String alternative, boolean good) throws Exception {
    var leaf = ROOT.leaf("CN=" + common);
    Issued issued = (alternative.isEmpty() ? leaf : leaf.names(alternative)).issue();
    MemorySettings strict =
        trusting()
            .withText(ClientTlsOptions.TLS_VERIFY_HOSTS, HOST)
            .withText(ClientTlsOptions.HOSTS_REQUIRE_TLS, "127.0.0.1");
    try (TlsPeer peer = new TlsPeer(Way.GOOD, issued)) {
      deliver(peer, strict);
      assertThat(outcome instanceof Outcome.Delivered).isEqualTo(good);
      deliver(peer, strict.withText(ClientTlsOptions.TLS_VERIFY_CERT_HOSTNAMES, "!*"));
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"BROKEN", "INJECTING"})
  void brokenTlsGoesInClearOnANewConnectionWhereItMay(Way way) throws Exception {
    try (TlsPeer peer = new TlsPeer(way, GOOD)) {
      Address address = deliver(peer, USUAL);
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
      assertThat(address.tls).isNull();
      assertThat(peer.connections()).isEqualTo(2);
      assertThat(house.log.lines)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("TLS session: ")
                      .endsWith(
                          ": delivering unencrypted to H=mx.dest.example [127.0.0.1]"
                              + " (not in hosts_require_tls)"));
      deliver(peer, USUAL.withText(ClientTlsOptions.HOSTS_REQUIRE_TLS, "*"));
      deferred(Cause.TLS_FAILED, "TLS session: ");
      deliver(peer, USUAL.withText(ClientTlsOptions.TLS_TEMPFAIL_TRYCLEAR, "false"));
      deferred(Cause.TLS_FAILED, "TLS session: ");
    }
  }

  @Test
  void aRefusedStarttlsGoesOnInTheSameSession() throws Exception {
    MemorySettings stubborn = USUAL.withText(ClientTlsOptions.TLS_TEMPFAIL_TRYCLEAR, "false");
    try (TlsPeer later = new TlsPeer(Way.LATER, GOOD);
        TlsPeer never = new TlsPeer(Way.NEVER, GOOD)) {
      for (TlsPeer peer : List.of(later, never)) {
        deliver(peer, USUAL);
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(peer.connections()).isEqualTo(1);
        deliver(peer, USUAL.withText(ClientTlsOptions.HOSTS_REQUIRE_TLS, "*"));
        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
      }
      deferred(Cause.TLS_REQUIRED, "a TLS session is required, but an attempt to start TLS failed");
      deliver(later, stubborn);
      deferred(Cause.OTHER, "STARTTLS: 454 not now");
      deliver(never, stubborn);
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void aServerWithoutTlsIsRefusedOnlyWhereItIsRequired() throws Exception {
    try (TlsPeer peer = new TlsPeer(Way.NOT_OFFERED, GOOD)) {
      deliver(peer, USUAL);
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
      // The connection that waits is in clear: it is not used for a message that wants TLS.
      deliver(peer, USUAL.withText(ClientTlsOptions.HOSTS_REQUIRE_TLS, HOST));
      deferred(
          Cause.TLS_REQUIRED,
          "a TLS session is required, but the server did not offer TLS support");
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void connectionsAreSharedUnderTheSameSecurityOnly() throws Exception {
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      deliver(peer, USUAL);
      OutgoingTls again = deliver(peer, USUAL).tls;
      assertThat(peer.connections()).isEqualTo(1);
      assertThat(again).isNotNull();
      deliver(peer, USUAL.withText(ClientTlsOptions.HOSTS_AVOID_TLS, "*"));
      assertThat(peer.connections()).isEqualTo(2);
      deliver(peer, trusting());
      deliver(peer, trusting().withText(ClientTlsOptions.TLS_VERIFY_HOSTS, "*"));
      assertThat(peer.connections()).isEqualTo(4);
      MemorySettings once = USUAL.withText(ClientTlsOptions.HOSTS_NOPASS_TLS, "*");
      deliver(peer, once);
      deliver(peer, once);
      assertThat(peer.connections()).isEqualTo(6);
    }
  }

  @Test
  void hostsToAvoidTlsWithHearNoStarttls() throws Exception {
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      MemorySettings avoiding = USUAL.withText(ClientTlsOptions.HOSTS_AVOID_TLS, HOST);
      deliver(peer, avoiding);
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
      assertThat(peer.heard()).doesNotContain("STARTTLS");
      deliver(peer, avoiding.withText(ClientTlsOptions.HOSTS_REQUIRE_TLS, "*"));
      deferred(Cause.TLS_REQUIRED, "an attempt to start TLS failed");
    }
  }

  @Test
  void smtpsBeginsUnderTls() throws Exception {
    MemorySettings smtps = USUAL.withText(ClientOptions.PROTOCOL, "smtps");
    try (TlsPeer peer = new TlsPeer(Way.AT_ONCE, GOOD)) {
      assertThat(deliver(peer, smtps).tls).isNotNull();
      assertThat(peer.heard()).startsWith("connected", "tls EHLO client.example");
    }
    try (TlsPeer peer = new TlsPeer(Way.BROKEN, GOOD)) {
      deliver(peer, smtps);
      deferred(Cause.TLS_FAILED, "TLS session: ");
      assertThat(peer.connections()).isEqualTo(1);
    }
  }

  @Test
  void showsItsOwnCertificate() throws Exception {
    Path certificate = ROOT.client("sender").write(directory, "own");
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      deliver(peer, USUAL);
      assertThat(peer.clientName()).isEmpty();
      deliver(
          peer,
          USUAL
              .withText(ClientTlsOptions.TLS_CERTIFICATE, certificate.toString())
              .withText(ClientTlsOptions.TLS_PRIVATEKEY, directory.resolve("own.key").toString()));
      assertThat(peer.clientName()).isEqualTo("CN=sender");
    }
  }

  @Test
  void withoutTheBundleMailThatNeedsTlsWaits() throws Exception {
    try (ClientHouse bare = new ClientHouse();
        TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      SampleDelivery delivery = SampleDelivery.of("Subject: x\n\nx\n", "a@dest.example");
      delivery.to(new NextHop(HOST, "127.0.0.1", peer.port(), 10, false));
      bare.transport(USUAL.withText(ClientTlsOptions.HOSTS_REQUIRE_TLS, "*")).deliver(delivery);
      outcome = delivery.outcomes().values().iterator().next();
      deferred(Cause.TLS_REQUIRED, "no feature here speaks TLS");
      assertThat(peer.connections()).isZero();
    }
  }

  // ---- DANE

  private void installDane(int port, String... zone) {
    String text = String.join("\n", zone).replace("PORT", Integer.toString(port));
    house.contributions.associations.add(
        Contributions.DANE, new DaneAssociations(TextZone.of(text)), "dane");
    secure = true;
  }

  private static String tlsa(int usage, Issued issued) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(
                (usage == 3 ? issued.certificate() : ROOT.certificate())
                    .getPublicKey()
                    .getEncoded());
    return "_PORT._tcp.mx.dest.example TLSA " + usage + " 1 1 " + HexFormat.of().formatHex(digest);
  }

  private static final String SIGNED = "_PORT._tcp.mx.dest.example SECURE";

  @Test
  void daneTakesThePlaceOfTheOptionsAboutCertificates() throws Exception {
    Issued own = CertificateAuthority.root("Nobody").server("wrong.example");
    try (TlsPeer peer = new TlsPeer(Way.GOOD, own)) {
      installDane(peer.port(), tlsa(3, own), SIGNED);
      OutgoingTls tls =
          deliver(
                  peer,
                  USUAL
                      .withText(ClientTlsOptions.TLS_VERIFY_HOSTS, "*")
                      .withText(ClientTlsOptions.TLS_VERIFY_CERTIFICATES, "/nowhere")
                      .withText(ClientTlsOptions.TLS_SNI, "other.example"))
              .tls;
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
      assertThat(tls).isNotNull();
      assertThat(tls.verifiedByDane()).isTrue();
      assertThat(tls.tlsaUsages()).isEqualTo(8);
      assertThat(tls.sni()).isEqualTo(HOST);
    }
  }

  @ParameterizedTest
  @CsvSource({"mx.dest.example, true", "dest.example, true", "other.example, false"})
  void underATrustAnchorOfDaneTheNameCounts(String name, boolean good) throws Exception {
    Issued below = ROOT.server(name);
    Issued whole = new Issued(below.key(), List.of(below.certificate(), ROOT.certificate()));
    try (TlsPeer peer = new TlsPeer(Way.GOOD, whole)) {
      installDane(peer.port(), tlsa(2, below), SIGNED);
      deliver(peer, USUAL);
      assertThat(outcome instanceof Outcome.Delivered).isEqualTo(good);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"GOOD", "NOT_OFFERED", "BROKEN", "INJECTING", "LATER", "NEVER"})
  void wrongRecordsAndAttacksNeverLetMailGoInClear(Way way) throws Exception {
    Issued other = ROOT.server(HOST);
    try (TlsPeer peer = new TlsPeer(way, GOOD)) {
      installDane(peer.port(), tlsa(3, other), SIGNED);
      deliver(peer, trusting());
      assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
      assertThat(peer.heard()).noneMatch(line -> line.contains("MAIL"));
      if (way == Way.GOOD) {
        assertThat(house.log.lines)
            .anySatisfy(
                line ->
                    assertThat(line)
                        .contains(
                            "DANE attempt failed; TLS connection to mx.dest.example [127.0.0.1]: "));
      }
    }
  }

  @Test
  void unsignedNamesAndRecordsAreNoDane() throws Exception {
    Issued other = ROOT.server(HOST);
    MemorySettings required = trusting().withText(Associations.HOSTS_REQUIRE, "*");
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      installDane(peer.port(), tlsa(3, other));
      deliver(peer, trusting());
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
      deliver(peer, required);
      failed("DANE error: tlsa lookup FAIL");
      secure = false;
      deliver(peer, trusting());
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
      deliver(peer, required);
      failed("DANE error: mx.dest.example lookup not DNSSEC");
    }
  }

  @Test
  void aLookupThatFailsIsWaitedFor() throws Exception {
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      installDane(peer.port(), "_PORT._tcp.mx.dest.example SERVFAIL");
      deliver(peer, trusting());
      deferred(Cause.DNS, "DANE error: tlsa lookup DEFER");
      assertThat(peer.connections()).isZero();
      deliver(peer, trusting().withText(Associations.HOSTS_TRY, "!*"));
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void recordsOfNoUseAskForTlsWithoutAJudgement() throws Exception {
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD);
        TlsPeer clear = new TlsPeer(Way.NOT_OFFERED, GOOD)) {
      String useless = tlsa(3, GOOD).replace("TLSA 3", "TLSA 1");
      installDane(peer.port(), useless, SIGNED);
      OutgoingTls tls = deliver(peer, trusting()).tls;
      assertThat(tls).isNotNull();
      assertThat(tls.verifiedByDane()).isFalse();
      deliver(peer, trusting().withText(Associations.HOSTS_REQUIRE, "*"));
      failed("DANE error: tlsa lookup FAIL");
      installDane(clear.port(), useless, SIGNED);
      deliver(clear, trusting());
      deferred(Cause.TLS_REQUIRED, "the server did not offer TLS support");
    }
  }

  @Test
  void withoutTheBundleDaneThatIsRequiredWaits() throws Exception {
    secure = true;
    try (TlsPeer peer = new TlsPeer(Way.GOOD, GOOD)) {
      deliver(peer, trusting().withText(Associations.HOSTS_REQUIRE, "*"));
      deferred(Cause.TLS_REQUIRED, "but no feature here checks it");
      deliver(peer, trusting());
      assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void hostsOfTheTransportAreSignedAsFarAsItsOptionsAsk() throws Exception {
    String zone =
        "mx.dest.example A 127.0.0.1\nmx.dest.example SECURE\nopen.dest.example A 127.0.0.1\n";
    try (ClientHouse named = new ClientHouse(TextZone.of(zone));
        TlsPeer peer = new TlsPeer(Way.NOT_OFFERED, GOOD)) {
      MemorySettings settings =
          USUAL
              .withText(ClientOptions.PORT, "" + peer.port())
              .withText(ClientOptions.ALLOW_LOCALHOST, "true")
              .withText(ClientOptions.DNSSEC_REQUIRE_DOMAINS, "open.dest.example");
      assertThat(toNamed(named, settings.withText(ClientOptions.HOSTS, HOST)))
          .isInstanceOfSatisfying(
              Outcome.Delivered.class,
              it -> assertThat(requireNonNull(it.host()).secure()).isTrue());
      assertThat(
              toNamed(
                  named,
                  settings
                      .withText(ClientOptions.HOSTS, HOST)
                      .withText(ClientOptions.DNSSEC_REQUEST_DOMAINS, "!*")))
          .isInstanceOfSatisfying(
              Outcome.Delivered.class,
              it -> assertThat(requireNonNull(it.host()).secure()).isFalse());
      assertThat(toNamed(named, settings.withText(ClientOptions.HOSTS, "open.dest.example")))
          .isInstanceOfSatisfying(
              Outcome.Deferred.class,
              it -> assertThat(it.trouble().reason()).isEqualTo("host lookup did not complete"));
    }
  }

  private static Outcome toNamed(ClientHouse house, MemorySettings settings) throws Exception {
    SampleDelivery delivery = SampleDelivery.of("Subject: x\n\nx\n", "a@dest.example");
    house.transport(settings).deliver(delivery);
    return delivery.outcomes().values().iterator().next();
  }
}
