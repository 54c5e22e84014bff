// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ostler.api.tls.PeerVerifier.Verdict;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.KeyKind;

class ChainJudgeTest {
  private static final String HOST = "mx.example.org";
  private static final CertificateAuthority ROOT = CertificateAuthority.root("Root");
  private static final CertificateAuthority BELOW = ROOT.intermediate("Below");
  private static final CertificateAuthority OTHER = CertificateAuthority.root("Other");
  private static final X509Certificate OWN = BELOW.server(HOST).certificate();

  private static Verdict judge(List<X509Certificate> sent, String... records) {
    return judge(sent, Instant.now(), records);
  }

  private static Verdict judge(List<X509Certificate> sent, Instant now, String... records) {
    return new ChainJudge(() -> now).judge(Records.of(records), List.of(HOST), sent);
  }

  private static void good(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Trusted.class);
  }

  private static void bad(Verdict verdict, String reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Distrusted.class, it -> assertThat(it.reason()).contains(reason));
  }

  private static List<X509Certificate> whole() {
    return List.of(OWN, BELOW.certificate(), ROOT.certificate());
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
  void recordOfTheServersOwnCertificate(int selector, int matching) {
    String record = Records.tlsa(3, selector, matching, OWN);
    good(judge(List.of(OWN), record));
    good(judge(whole(), record));
    X509Certificate another = BELOW.server(HOST).certificate();
    bad(judge(List.of(another, OWN, BELOW.certificate()), record), "no TLSA record matches");
    bad(judge(whole(), Records.tlsa(3, selector, matching, BELOW.certificate())), "no TLSA record");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"})
  void recordOfATrustAnchor(int selector, int matching) {
    for (CertificateAuthority anchor : List.of(ROOT, BELOW)) {
      String record = Records.tlsa(2, selector, matching, anchor.certificate());
      good(judge(whole(), record));
      List<X509Certificate> mixed = new ArrayList<>(whole().subList(1, 3));
      Collections.reverse(mixed);
      mixed.addFirst(OWN);
      good(judge(mixed, record));
      bad(judge(List.of(OTHER.server(HOST).certificate(), anchor.certificate()), record), "");
    }
    // An anchor is never the server's own certificate.
    bad(judge(whole(), Records.tlsa(2, selector, matching, OWN)), "");
    bad(judge(List.of(OWN), Records.tlsa(2, selector, matching, OWN)), "");
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void anchorThatIsNotSentMustBeWholeInTheRecord(int selector) {
    List<X509Certificate> sent = List.of(OWN, BELOW.certificate());
    good(judge(sent, Records.tlsa(2, selector, 0, ROOT.certificate())));
    good(judge(List.of(OWN), Records.tlsa(2, selector, 0, BELOW.certificate())));
    bad(judge(sent, Records.tlsa(2, selector, 1, ROOT.certificate())), "matches a certificate of");
    bad(judge(List.of(OWN), Records.tlsa(2, selector, 0, ROOT.certificate())), "");
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void keysOfAllKinds(KeyKind kind) {
    CertificateAuthority root = CertificateAuthority.root("Root", kind);
    Issued issued = root.leaf("CN=" + HOST).kind(kind).names(HOST).issue();
    good(judge(issued.chain(), Records.tlsa(3, 1, 0, issued.certificate())));
    good(judge(issued.chain(), Records.tlsa(2, 1, 0, root.certificate())));
    good(judge(issued.chain(), Records.tlsa(2, 0, 0, root.certificate())));
  }

  @Test
  void namesCountUnderAnAnchorAlone() {
    X509Certificate misnamed = ROOT.server("other.example.org").certificate();
    List<X509Certificate> sent = List.of(misnamed, ROOT.certificate());
    good(judge(sent, Records.tlsa(3, 1, 1, misnamed)));
    bad(judge(sent, Records.tlsa(2, 0, 1, ROOT.certificate())), "is not for " + HOST);
    Verdict second =
        new ChainJudge(Instant::now)
            .judge(
                Records.of(Records.tlsa(2, 0, 1, ROOT.certificate())),
                List.of(HOST, "other.example.org"),
                sent);
    good(second);
  }

  @Test
  void timesCountUnderAnAnchorAlone() {
    Instant now = Instant.now();
    Issued old =
        ROOT.leaf("CN=" + HOST)
            .names(HOST)
            .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)))
            .issue();
    List<X509Certificate> sent = List.of(old.certificate(), ROOT.certificate());
    good(judge(sent, Records.tlsa(3, 0, 1, old.certificate())));
    bad(judge(sent, Records.tlsa(2, 0, 1, ROOT.certificate())), "no path");
    Instant later = now.plus(Duration.ofDays(60));
    bad(judge(List.of(OWN), later, Records.tlsa(2, 0, 0, BELOW.certificate())), "no path");
    good(judge(List.of(OWN), later, Records.tlsa(3, 0, 1, OWN)));
  }

  @Test
  void purposesCountUnderAnAnchor() {
    Issued signer =
        ROOT.leaf("CN=" + HOST).names(HOST).purposes(KeyPurposeId.id_kp_OCSPSigning).issue();
    Issued server =
        ROOT.leaf("CN=" + HOST).names(HOST).purposes(KeyPurposeId.id_kp_serverAuth).issue();
    String anchor = Records.tlsa(2, 0, 0, ROOT.certificate());
    bad(judge(signer.chain(), anchor), "not for servers");
    good(judge(server.chain(), anchor));
    good(judge(signer.chain(), Records.tlsa(3, 1, 1, signer.certificate())));
  }

  @Test
  void aServersCertificateSignsNoOther() {
    Issued fake = BELOW.server("evil.example.org");
    // Sent beside it, and named by a record: still no authority.
    bad(
        judge(List.of(OWN, fake.certificate()), Records.tlsa(2, 0, 1, fake.certificate())),
        "no path");
  }

  @Test
  void oneOfSeveralRecordsIsEnough() {
    String wrong = Records.tlsa(3, 1, 1, OTHER.certificate());
    good(judge(whole(), wrong, Records.tlsa(2, 1, 2, ROOT.certificate())));
    good(judge(whole(), wrong, Records.tlsa(3, 1, 1, OWN)));
    bad(judge(whole(), wrong, Records.tlsa(2, 1, 2, OTHER.certificate())), "no TLSA record");
  }
}
