// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A certificate with its key.
 *
 * @param chain the certificate, then those that lead to the root, without the root
 */
public record Issued(PrivateKey key, List<X509Certificate> chain) {
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The chain as PEM. */
  public String chainPem() {
    StringBuilder text = new StringBuilder();
    chain.forEach(certificate -> text.append(pem(certificate)));
    return text.toString();
  }

  /** The key as PEM (PKCS #8). */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** Writes {@code NAME.pem}, the chain, and {@code NAME.key}; answers the first. */
  public Path write(Path directory, String name) {
    Path certificate = directory.resolve(name + ".pem");
    try {
      Files.writeString(directory.resolve(name + ".key"), keyPem());
      Files.writeString(certificate, chainPem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return certificate;
  }

  /** A certificate as PEM. */
  public static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Octets as PEM under a label. */
  public static String pem(String label, byte[] octets) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, lines.encodeToString(octets), label);
  }
}
