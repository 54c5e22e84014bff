// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.MailView;
import org.ostler.api.tls.StapleSource;
import org.ostler.testing.mail.MemoryMail;

/** What every source of proofs does. An implementation supplies one that has a proof. */
public interface StapleSourceContract {
  StapleSource source() throws Exception;

  /** A chain for whose first certificate there is a proof, at the list's place 0 alone. */
  List<X509Certificate> chain() throws Exception;

  /** A connection whose configuration has that proof. */
  MailView connection() throws Exception;

  @Test
  default void aProofHasAPlaceInTheChain() throws Exception {
    List<X509Certificate> chain = chain();
    assertThat(source().staples(chain, 0, connection()))
        .containsKey(0)
        .allSatisfy((place, proof) -> assertThat(place).isBetween(0, chain.size() - 1))
        .allSatisfy((place, proof) -> assertThat(proof).isNotEmpty());
  }

  @Test
  default void anotherPlaceOfTheListHasNone() throws Exception {
    assertThat(source().staples(chain(), 1, connection())).isEmpty();
    assertThat(source().staples(chain(), 99, connection())).isEmpty();
  }

  @Test
  default void anotherCertificateHasNone() throws Exception {
    List<X509Certificate> other = CertificateAuthority.root("other").server("o.example").chain();
    assertThat(source().staples(other, 0, connection())).isEmpty();
  }

  @Test
  default void withoutConfigurationThereIsNone() throws Exception {
    assertThat(source().staples(chain(), 0, new MemoryMail())).isEmpty();
  }
}
