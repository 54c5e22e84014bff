// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.tls.OcspState;
import org.ostler.api.tls.StapleCheck.Finding;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.peers.OcspResponder;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;

/** What our client makes of what servers send. */
@RequiresPeer("openssl")
class OcspVerifierTest {
  private static final CertificateAuthority ROOT = CertificateAuthority.root("root");
  private static final CertificateAuthority BETWEEN = ROOT.intermediate("between");
  private static final Issued SERVER = BETWEEN.server("mail.example");
  private static final List<X509Certificate> SENT = SERVER.chain();
  private static final List<X509Certificate> PATH =
      List.of(SERVER.certificate(), BETWEEN.certificate(), ROOT.certificate());

  @TempDir Path directory;
  private OcspResponder responder;
  private OcspResponder rootResponder;

  @BeforeEach
  void begin() throws Exception {
    responder = new OcspResponder(directory.resolve("between"), BETWEEN).good(SERVER.certificate());
    rootResponder = new OcspResponder(directory.resolve("root"), ROOT).good(BETWEEN.certificate());
  }

  private static Finding judged(Map<Integer, byte[]> responses, List<X509Certificate> path)
      throws InterruptedException {
    return new OcspVerifier().check(new MemoryMail()).judge(responses, SENT, path);
  }

  private byte[] ofServer() throws InterruptedException {
    return responder.response(SERVER.certificate(), "-ndays", "1");
  }

  private byte[] ofBetween() throws InterruptedException {
    return rootResponder.response(BETWEEN.certificate(), "-ndays", "1");
  }

  @Test
  void aGoodOneIsVerified() throws Exception {
    Finding verified = new Finding(OcspState.VERIFIED, null);
    assertThat(judged(Map.of(0, ofServer()), PATH)).isEqualTo(verified);
    assertThat(judged(Map.of(0, ofServer(), 1, ofBetween()), PATH)).isEqualTo(verified);
    // DANE-EE trusts the server's own certificate alone.
    assertThat(judged(Map.of(0, ofServer()), List.of(SERVER.certificate()))).isEqualTo(verified);
  }

  @Test
  void noneIsNone() throws Exception {
    Finding none = new Finding(OcspState.NO_RESPONSE, null);
    assertThat(judged(Map.of(), PATH)).isEqualTo(none);
    assertThat(judged(Map.of(1, ofBetween()), PATH)).isEqualTo(none);
  }

  @Test
  void ofAChainThatNobodyTrustsItProvesNothing() throws Exception {
    assertThat(judged(Map.of(0, ofServer()), List.of()))
        .isEqualTo(new Finding(OcspState.NOT_VERIFIED, null));
  }

  @Test
  void theRevokedFails() throws Exception {
    responder.revoked(SERVER.certificate(), "keyCompromise");
    assertThat(judged(Map.of(0, ofServer()), PATH))
        .isEqualTo(
            new Finding(OcspState.FAILED, "Server certificate revoked; reason: keyCompromise"));
  }

  @Test
  void aRevokedAuthorityFailsToo() throws Exception {
    rootResponder.revoked(BETWEEN.certificate(), "cACompromise");
    assertThat(judged(Map.of(0, ofServer(), 1, ofBetween()), PATH).state())
        .isEqualTo(OcspState.FAILED);
  }

  @Test
  void whatIsOfAnotherFails() throws Exception {
    assertThat(judged(Map.of(0, ofBetween()), PATH))
        .isEqualTo(
            new Finding(
                OcspState.FAILED,
                "Received TLS cert status response, itself unverifiable: "
                    + "it is for another certificate"));
    assertThat(judged(Map.of(0, ofServer(), 7, ofServer()), PATH).state())
        .isEqualTo(OcspState.FAILED);
  }

  @Test
  void theUnknownFails() throws Exception {
    OcspResponder empty = new OcspResponder(directory.resolve("empty"), BETWEEN);
    assertThat(judged(Map.of(0, empty.response(SERVER.certificate(), "-ndays", "1")), PATH))
        .isEqualTo(
            new Finding(OcspState.FAILED, "Server certificate status unknown, in OCSP stapling"));
  }

  @Test
  void garbageFails() throws Exception {
    assertThat(judged(Map.of(0, new byte[] {1, 2, 3}), PATH))
        .satisfies(finding -> assertThat(finding.state()).isEqualTo(OcspState.FAILED))
        .satisfies(
            finding ->
                assertThat(finding.reason())
                    .startsWith("Received TLS cert status response, parse error"));
  }
}
