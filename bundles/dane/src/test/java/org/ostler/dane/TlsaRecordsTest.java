// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.testing.tls.CertificateAuthority;

class TlsaRecordsTest {
  private static final X509Certificate CERTIFICATE =
      CertificateAuthority.root("Root").certificate();

  private static String data(int matching) {
    return Records.tlsa(3, 0, matching, CERTIFICATE).substring(6);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,1",
    "1,0,1",
    "0,1,2",
    "1,1,0",
    "4,0,1",
    "255,0,1", // usages of no use to SMTP
    "3,2,1",
    "3,255,1",
    "2,2,0", // unknown selectors
    "3,0,3",
    "3,1,255",
    "2,0,4" // unknown digests
  })
  void recordsOfUnknownKindsArePassedOver(int usage, int selector, int matching) {
    String record = usage + " " + selector + " " + matching + " " + data(matching == 2 ? 2 : 1);
    assertThat(Records.of(record).records()).isEmpty();
    assertThat(Records.of(record, Records.tlsa(3, 0, 1, CERTIFICATE)).texts())
        .containsExactly(Records.tlsa(3, 0, 1, CERTIFICATE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3 1 1",
        "3 1 1 ",
        "3 1 1 zz",
        "3 1 1 abc",
        "3 1 1 abcd",
        "3 1 2 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "3 0 0 30820122",
        "2 1 0 30820122",
        "2 0 0 ",
        "x 0 1 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "3 0 1 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 00"
      })
  void malformedRecordsArePassedOver(String record) {
    assertThat(Records.of(record).records()).isEmpty();
  }

  @Test
  void aKeyIsNoCertificateAndTheOtherWayRound() {
    String key = Records.tlsa(2, 1, 0, CERTIFICATE);
    String whole = Records.tlsa(2, 0, 0, CERTIFICATE);
    assertThat(Records.of(key, whole).records()).hasSize(2);
    assertThat(Records.of("2 0" + key.substring(3), "2 1" + whole.substring(3)).records())
        .isEmpty();
    assertThat(Records.of(whole + "00").records()).isEmpty();
  }

  @Test
  void theWeakerDigestDoesNotCountBesideTheStronger() {
    String weak = Records.tlsa(3, 1, 1, CERTIFICATE);
    String strong = Records.tlsa(3, 1, 2, CERTIFICATE);
    String whole = Records.tlsa(3, 1, 0, CERTIFICATE);
    assertThat(Records.of(weak, strong, whole).texts()).containsExactly(strong, whole);
    // RFC 7671 §9: each usage with each selector for itself.
    String selector = Records.tlsa(3, 0, 1, CERTIFICATE);
    String usage = Records.tlsa(2, 1, 1, CERTIFICATE);
    assertThat(Records.of(weak, strong, selector, usage).texts())
        .containsExactly(strong, selector, usage);
    // A strong digest of no use takes nothing away.
    assertThat(Records.of(weak, "3 1 2 abcd").texts()).containsExactly(weak);
  }

  @Test
  void usagesAreBits() {
    assertThat(Records.of(Records.tlsa(3, 1, 1, CERTIFICATE)).usages()).isEqualTo(8);
    assertThat(Records.of(Records.tlsa(2, 1, 1, CERTIFICATE)).usages()).isEqualTo(4);
    assertThat(
            Records.of(Records.tlsa(2, 1, 1, CERTIFICATE), Records.tlsa(3, 1, 1, CERTIFICATE))
                .usages())
        .isEqualTo(12);
    assertThat(Records.of().usages()).isZero();
  }

  @Test
  void aFloodOfRecordsIsCutOff() {
    List<String> flood =
        java.util.stream.IntStream.range(0, 5000)
            .mapToObj(i -> "3 1 1 " + "%064x".formatted(i))
            .toList();
    assertThat(TlsaRecords.usable(flood).records()).hasSize(64);
  }
}
