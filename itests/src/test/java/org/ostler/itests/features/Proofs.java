// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ostler.testing.peers.OcspResponder;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.KeyKind;

/**
 * Certificates of servers and proofs of all kinds for them, as files: {@code KIND.pem}, {@code
 * KIND.key}, {@code KIND.proof} and, the first of these alone, {@code KIND.der}, for the kinds
 * good, revoked, expired, wrong (of another issuer), other (for another certificate) and bare (no
 * proof). The root is {@code root.pem}.
 */
final class Proofs {
  final CertificateAuthority root = CertificateAuthority.root("proofs root");
  final CertificateAuthority between = root.intermediate("proofs between");
  final Path directory;

  Proofs(Path directory) throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    root.write(directory, "root");
    OcspResponder responder = new OcspResponder(directory.resolve("between"), between);
    OcspResponder rootResponder =
        new OcspResponder(directory.resolve("above"), root).good(between.certificate());
    Issued good = issue("good");
    pem(
        "good",
        responder.good(good.certificate()).response(good.certificate(), "-ndays", "1"),
        rootResponder.response(between.certificate(), "-ndays", "1"));
    Issued revoked = issue("revoked");
    responder.revoked(revoked.certificate(), "keyCompromise");
    pem("revoked", responder.response(revoked.certificate(), "-ndays", "1"));
    pem("expired", OcspResponder.expired(between, issue("expired").certificate()));
    Issued wrong = issue("wrong");
    CertificateAuthority impostor = CertificateAuthority.root("proofs between");
    OcspResponder theirs =
        new OcspResponder(directory.resolve("impostor"), impostor).good(wrong.certificate());
    pem("wrong", theirs.response(wrong.certificate(), "-ndays", "1"));
    issue("other");
    pem("other", responder.response(good.certificate(), "-ndays", "1"));
    issue("bare");
    readable();
  }

  /** Issues a certificate for a kind of server, and writes it. */
  Issued issue(String kind) {
    // GnuTLS reads no key on a curve that comes without its public half, as the JDK's do.
    Issued issued =
        between.leaf("CN=" + kind + ".example").names(kind + ".example").kind(KeyKind.RSA).issue();
    issued.write(directory, kind);
    return issued;
  }

  private void pem(String kind, byte[]... responses) throws IOException {
    StringBuilder text = new StringBuilder();
    for (byte[] response : responses) {
      text.append(Issued.pem("OCSP RESPONSE", response));
    }
    Files.writeString(directory.resolve(kind + ".proof"), text);
    Files.write(directory.resolve(kind + ".der"), responses[0]);
  }

  /** Lets a server of another user read everything. */
  void readable() throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(
            file,
            PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }
}
