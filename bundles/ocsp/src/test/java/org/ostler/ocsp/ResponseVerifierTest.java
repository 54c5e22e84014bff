// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.ocsp.OcspResponse.Unreadable;
import org.ostler.testing.peers.OcspResponder;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.KeyKind;

/** Responses made by OpenSSL, judged. */
@RequiresPeer("openssl")
class ResponseVerifierTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.root("ocsp root");
  private static final Issued SERVER = AUTHORITY.server("mail.example");
  private static final Subject SUBJECT = new Subject(SERVER.certificate(), AUTHORITY.certificate());

  @TempDir Path directory;
  private OcspResponder responder;

  @BeforeEach
  void begin() throws IOException {
    responder = new OcspResponder(directory, AUTHORITY).good(SERVER.certificate());
  }

  private Judgement judged(byte[] response, Instant when) throws Unreadable {
    return ResponseVerifier.judge(OcspResponse.read(response), SUBJECT, when);
  }

  private Judgement judged(String... words) throws Exception {
    return judged(responder.response(SERVER.certificate(), words), Instant.now());
  }

  private static Issued delegate(KeyPurposeId... purposes) {
    return AUTHORITY.leaf("CN=responder").purposes(purposes).issue();
  }

  @Test
  void goodIsGood() throws Exception {
    assertThat(judged("-ndays", "7"))
        .isInstanceOfSatisfying(
            Judgement.Good.class,
            good ->
                assertThat(good.nextUpdate())
                    .isEqualTo(good.thisUpdate().plus(Duration.ofDays(7))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-sha1", "-sha256", "-sha384", "-sha512"})
  void theCertificateMayBeNamedByAnyGoodDigest(String digest) throws Exception {
    assertThat(judged(digest, "-ndays", "7")).isInstanceOf(Judgement.Good.class);
  }

  @Test
  void revokedIsRevoked() throws Exception {
    responder.revoked(SERVER.certificate(), "keyCompromise");
    assertThat(judged("-ndays", "7"))
        .isInstanceOfSatisfying(
            Judgement.Revoked.class,
            revoked -> assertThat(revoked.reason()).isEqualTo("keyCompromise"));
  }

  @Test
  void unknownIsUnknown() throws Exception {
    X509Certificate other = AUTHORITY.server("other.example").certificate();
    byte[] response = responder.response(other, "-ndays", "7");
    Judgement judgement =
        ResponseVerifier.judge(
            OcspResponse.read(response),
            new Subject(other, AUTHORITY.certificate()),
            Instant.now());
    assertThat(judgement).isEqualTo(new Judgement.Unknown());
  }

  @Test
  void anotherSerialIsForAnother() throws Exception {
    X509Certificate other = AUTHORITY.server("other.example").certificate();
    responder.good(other);
    assertThat(judged(responder.response(other, "-ndays", "7"), Instant.now()))
        .isEqualTo(new Judgement.Elsewhere());
  }

  @Test
  void theSameSerialOfAnotherIssuerIsForAnother() throws Exception {
    CertificateAuthority impostor = CertificateAuthority.root("ocsp root");
    OcspResponder other =
        new OcspResponder(directory.resolve("other"), impostor).good(SERVER.certificate());
    assertThat(judged(other.response(SERVER.certificate(), "-ndays", "7"), Instant.now()))
        .isEqualTo(new Judgement.Elsewhere());
  }

  @Test
  void timesHaveALittleSlack() throws Exception {
    byte[] response = responder.response(SERVER.certificate(), "-ndays", "1");
    Instant now = Instant.now();
    Instant end = now.plus(Duration.ofDays(1));
    assertThat(judged(response, end.plusSeconds(240))).isInstanceOf(Judgement.Good.class);
    assertThat(judged(response, end.plusSeconds(360))).isInstanceOf(Judgement.Untimely.class);
    assertThat(judged(response, now.minusSeconds(240))).isInstanceOf(Judgement.Good.class);
    assertThat(judged(response, now.minusSeconds(360))).isInstanceOf(Judgement.Untimely.class);
  }

  @Test
  void withoutNextUpdateItIsGoodForThreeDays() throws Exception {
    byte[] response = responder.response(SERVER.certificate());
    Instant now = Instant.now();
    assertThat(judged(response, now.plus(Duration.ofDays(3)).minusSeconds(60)))
        .isInstanceOfSatisfying(
            Judgement.Good.class, good -> assertThat(good.nextUpdate()).isNull());
    assertThat(judged(response, now.plus(Duration.ofDays(3)).plusSeconds(60)))
        .isInstanceOf(Judgement.Untimely.class);
  }

  @Test
  void theIssuerMayDelegate() throws Exception {
    responder.signingAs(delegate(KeyPurposeId.id_kp_OCSPSigning));
    assertThat(judged("-ndays", "7")).isInstanceOf(Judgement.Good.class);
    assertThat(judged("-ndays", "7", "-resp_key_id")).isInstanceOf(Judgement.Good.class);
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void anyKindOfKeySigns(KeyKind kind) throws Exception {
    Issued delegate =
        AUTHORITY.leaf("CN=r").kind(kind).purposes(KeyPurposeId.id_kp_OCSPSigning).issue();
    assertThat(judgedBy(delegate)).isInstanceOf(Judgement.Good.class);
  }

  private Judgement judgedBy(Issued signer) throws Exception {
    responder.signingAs(signer);
    return judged("-ndays", "7");
  }

  @Test
  void theIssuerItselfMayBeNamedByKey() throws Exception {
    assertThat(judged("-ndays", "7", "-resp_key_id")).isInstanceOf(Judgement.Good.class);
  }

  @Test
  void whoIsNotMadeForOcspSignsNothing() throws Exception {
    Judgement refused = new Judgement.Unverifiable("signer is not made for OCSP");
    assertThat(judgedBy(delegate())).isEqualTo(refused);
    assertThat(judgedBy(delegate(KeyPurposeId.id_kp_serverAuth))).isEqualTo(refused);
    assertThat(judgedBy(delegate(KeyPurposeId.anyExtendedKeyUsage))).isEqualTo(refused);
    assertThat(judgedBy(SERVER)).isEqualTo(refused);
  }

  @Test
  void aDelegateOfAnotherAuthoritySignsNothing() throws Exception {
    CertificateAuthority impostor = CertificateAuthority.root("ocsp root");
    Issued signer = impostor.leaf("CN=responder").purposes(KeyPurposeId.id_kp_OCSPSigning).issue();
    assertThat(judgedBy(signer))
        .isEqualTo(new Judgement.Unverifiable("signer is not signed by the issuer"));
    CertificateAuthority stranger = CertificateAuthority.root("stranger");
    signer = stranger.leaf("CN=responder").purposes(KeyPurposeId.id_kp_OCSPSigning).issue();
    assertThat(judgedBy(signer))
        .isEqualTo(new Judgement.Unverifiable("signer is of another issuer"));
  }

  @Test
  void aDelegateSignsNoLongerThanItsCertificateLives() throws Exception {
    Instant now = Instant.now();
    Issued over =
        AUTHORITY
            .leaf("CN=responder")
            .purposes(KeyPurposeId.id_kp_OCSPSigning)
            .valid(now.minusSeconds(7200), now.minusSeconds(60))
            .issue();
    assertThat(judgedBy(over)).isInstanceOf(Judgement.Unverifiable.class);
    assertThat(over.certificate().getNotAfter()).isBefore(Date.from(now));
  }

  @Test
  void aDelegateThatIsNotSentIsNotFound() throws Exception {
    responder.signingAs(delegate(KeyPurposeId.id_kp_OCSPSigning));
    assertThat(judged("-ndays", "7", "-resp_no_certs"))
        .isEqualTo(new Judgement.Unverifiable("signer certificate not found"));
  }

  @Test
  void aDamagedSignatureIsNone() throws Exception {
    assertThat(judged("-ndays", "7", "-badsig"))
        .isEqualTo(new Judgement.Unverifiable("signature failure"));
    responder.signingAs(delegate(KeyPurposeId.id_kp_OCSPSigning));
    assertThat(judged("-ndays", "7", "-badsig"))
        .isEqualTo(new Judgement.Unverifiable("signature failure"));
  }

  @Test
  void aBrokenDigestSignsNothing() throws Exception {
    assertThat(judged("-ndays", "7", "-rmd", "sha1"))
        .isEqualTo(new Judgement.Unverifiable("signed with a broken digest"));
  }

  @Test
  void whatIsNoAnswerIsUnreadable() {
    // RFC 6960 §4.2.1: responseStatus alone, tryLater.
    byte[] tryLater = {0x30, 0x03, 0x0a, 0x01, 0x03};
    assertThatThrownBy(() -> OcspResponse.read(tryLater))
        .isInstanceOf(Unreadable.class)
        .hasMessage("error parsing response: try later");
    assertThatThrownBy(() -> OcspResponse.read(new byte[] {0x30, 0x03, 0x0a, 0x01, 0x00}))
        .isInstanceOf(Unreadable.class);
    assertThatThrownBy(() -> OcspResponse.read(new byte[0])).isInstanceOf(Unreadable.class);
    assertThatThrownBy(() -> OcspResponse.read(new byte[OcspResponse.LIMIT + 1]))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void noChangedOctetMakesAGoodOne() throws Exception {
    byte[] good = responder.response(SERVER.certificate(), "-ndays", "7", "-resp_no_certs");
    Instant now = Instant.now();
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 0x01;
      try {
        Judgement judgement = judged(changed, now);
        assertThat(judgement)
            .describedAs("octet %d changed", i)
            .isNotInstanceOf(Judgement.Revoked.class);
        if (judgement instanceof Judgement.Good) {
          // What is not signed may change: parameters of the algorithm, unused forms of the same.
          assertThat(OcspResponse.read(changed).basic().getTBSResponseData())
              .isEqualTo(OcspResponse.read(good).basic().getTBSResponseData());
        }
      } catch (Unreadable e) {
        assertThat(e).hasMessageContaining("pars");
      }
    }
  }
}
