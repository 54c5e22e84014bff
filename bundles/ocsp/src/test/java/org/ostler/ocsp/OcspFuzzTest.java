// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.fuzz.Fuzzing;
import org.ostler.testing.peers.OcspResponder;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;

/** Jazzer on responses, starting from OpenSSL's. */
@RequiresPeer("openssl")
class OcspFuzzTest {
  private static final int SECONDS = 3;

  @TempDir Path directory;

  @Test
  void anyResponseIsJudgedOrUnreadable() throws Exception {
    CertificateAuthority authority = CertificateAuthority.root("root");
    Issued server = authority.server("mail.example");
    Issued delegate = authority.leaf("CN=r").purposes(KeyPurposeId.id_kp_OCSPSigning).issue();
    OcspResponder responder =
        new OcspResponder(directory.resolve("r"), authority).good(server.certificate());
    List<byte[]> seeds =
        List.of(
            responder.response(server.certificate(), "-ndays", "1", "-resp_key_id"),
            responder.signingAs(delegate).response(server.certificate()),
            responder
                .revoked(server.certificate(), "superseded")
                .response(server.certificate(), "-sha256"));
    assertThat(new Fuzzing(OcspFuzz.class, directory).search(seeds, SECONDS)).contains("Done ");
  }
}
