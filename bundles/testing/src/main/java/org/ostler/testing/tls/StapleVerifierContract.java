// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ostler.api.tls.OcspState;
import org.ostler.api.tls.StapleCheck;
import org.ostler.api.tls.StapleVerifier;
import org.ostler.testing.mail.MemoryMail;

/** What every judge of proofs does. An implementation supplies it, with a good proof. */
public interface StapleVerifierContract {
  StapleVerifier verifier() throws Exception;

  /** The authority of {@link #server()}. */
  CertificateAuthority authority();

  Issued server();

  /** A good proof for the server's certificate. */
  byte[] proof() throws Exception;

  private StapleCheck.Finding judged(Map<Integer, byte[]> proofs, List<X509Certificate> path)
      throws Exception {
    return verifier().check(new MemoryMail()).judge(proofs, server().chain(), path);
  }

  private List<X509Certificate> path() {
    List<X509Certificate> path = new ArrayList<>(server().chain());
    path.add(authority().certificate());
    return path;
  }

  @Test
  default void theGoodIsVerifiedWithoutAWord() throws Exception {
    assertThat(judged(Map.of(0, proof()), path()))
        .isEqualTo(new StapleCheck.Finding(OcspState.VERIFIED, null));
  }

  @Test
  default void itIsWorthNothingOnAChainThatWasNotVerified() throws Exception {
    assertThat(judged(Map.of(0, proof()), List.of()).state()).isNotEqualTo(OcspState.VERIFIED);
  }

  @Test
  default void nothingIsNothing() throws Exception {
    assertThat(judged(Map.of(), path()).state()).isEqualTo(OcspState.NO_RESPONSE);
  }

  @Test
  default void damageFailsWithAReason() throws Exception {
    byte[] damaged = proof();
    damaged[damaged.length / 2] ^= 0x55;
    assertThat(judged(Map.of(0, damaged), path()))
        .satisfies(finding -> assertThat(finding.state()).isEqualTo(OcspState.FAILED))
        .satisfies(finding -> assertThat(finding.reason()).isNotBlank());
    assertThat(judged(Map.of(0, new byte[0]), path()).state()).isEqualTo(OcspState.FAILED);
  }
}
