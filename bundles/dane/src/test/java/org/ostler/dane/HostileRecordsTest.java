// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.tls.PeerVerifier.Verdict;
import org.ostler.testing.tls.CertificateAuthority;

/** Whatever is published and sent, the judgement ends, and says no. */
class HostileRecordsTest {
  private static final CertificateAuthority ROOT = CertificateAuthority.root("Root");
  private static final X509Certificate OWN = ROOT.server("mx.example").certificate();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void changedRecordsMatchNothing(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      List<String> records = new ArrayList<>();
      for (int usage = 0; usage < 5; usage++) {
        byte[] octets = random.nextBoolean() ? OWN.getEncoded() : ROOT.certificate().getEncoded();
        octets[random.nextInt(octets.length)] ^= (byte) (1 + random.nextInt(255));
        String data = HexFormat.of().formatHex(octets, 0, 1 + random.nextInt(octets.length));
        records.add(usage + " " + random.nextInt(3) + " " + random.nextInt(4) + " " + data);
      }
      Verdict verdict =
          new ChainJudge(Instant::now)
              .judge(
                  TlsaRecords.usable(records),
                  List.of("other.example"),
                  List.of(OWN, ROOT.certificate()));
      assertThat(verdict).isInstanceOf(Verdict.Distrusted.class);
    }
  }

  @Test
  void aLongChainOfLookalikesIsNotSearchedForLong() {
    // Each of them may be the issuer of any other by its name.
    List<X509Certificate> sent = new ArrayList<>(List.of(OWN));
    for (int i = 0; i < 200; i++) {
      sent.add(CertificateAuthority.root("Root").intermediate("Root").certificate());
    }
    CertificateAuthority far = CertificateAuthority.root("Root");
    Verdict verdict =
        new ChainJudge(Instant::now)
            .judge(
                Records.of(Records.tlsa(2, 0, 0, far.certificate())), List.of("mx.example"), sent);
    assertThat(verdict).isInstanceOf(Verdict.Distrusted.class);
  }
}
