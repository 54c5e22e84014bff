// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.dns.Resolver;
import org.ostler.api.tls.Associations;
import org.ostler.api.tls.Associations.Finding;
import org.ostler.api.tls.PeerVerifier.Verdict;
import org.ostler.testing.dns.TextZone;

/** What each {@link Associations} keeps. */
public interface AssociationsContract {
  /** Those that ask this resolver. */
  Associations associations(Resolver resolver) throws Exception;

  private static Issued issued() {
    return CertificateAuthority.root("Root").server("mx.example");
  }

  private static TextZone zone(Issued issued, String security) throws GeneralSecurityException {
    byte[] key = issued.certificate().getPublicKey().getEncoded();
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    return TextZone.of(
        "_25._tcp.mx.example TLSA 3 1 1 %s\n%s\n_25._tcp.down.example SERVFAIL\n"
            .formatted(digest, security));
  }

  @Test
  default void signedRecordsBindTheirCertificateAlone() throws Exception {
    Issued own = issued();
    Associations associations = associations(zone(own, "_25._tcp.mx.example SECURE"));
    assertThat(associations.find("mx.example", 25))
        .isInstanceOfSatisfying(
            Finding.Published.class,
            found -> {
              List<String> names = List.of(found.baseDomain());
              assertThat(names).containsExactly("mx.example");
              assertThat(found.usages()).isEqualTo(1 << 3);
              assertThat(associations.judge(found, names, own.chain()))
                  .isInstanceOf(Verdict.Trusted.class);
              assertThat(associations.judge(found, names, issued().chain()))
                  .isInstanceOf(Verdict.Distrusted.class);
            });
  }

  @Test
  default void unsignedRecordsBindNothing() throws Exception {
    Associations associations = associations(zone(issued(), ""));
    assertThat(associations.find("mx.example", 25)).isInstanceOf(Finding.Nothing.class);
    assertThat(associations.find("other.example", 25)).isInstanceOf(Finding.Nothing.class);
    assertThat(associations.find("mx.example", 26)).isInstanceOf(Finding.Nothing.class);
  }

  @Test
  default void aLookupThatFailsIsNoAnswer() throws Exception {
    assertThat(associations(zone(issued(), "")).find("down.example", 25))
        .isInstanceOf(Finding.TryAgain.class);
  }
}
