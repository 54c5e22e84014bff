// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.util.io.pem.PemObject;
import org.ostler.api.tls.TlsFailure;

/** X.509 certificates (RFC 5280) from files and from the wire. */
final class Certificates {
  private Certificates() {}

  /** The certificates of a PEM file, in order. */
  static List<X509Certificate> read(String file) throws TlsFailure {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (PemObject block : PemFile.read(file).blocks()) {
        if (block.getType().endsWith("CERTIFICATE")) {
          certificates.add(parse(block.getContent()));
        }
      }
    } catch (CertificateException e) {
      throw PemFile.useless(file, e.getMessage(), e);
    }
    return certificates;
  }

  /** The octets of a file of ours as text. */
  static String text(String file) throws TlsFailure {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw PemFile.useless(file, "no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw PemFile.useless(file, e.getMessage(), e);
    }
  }

  /** What a peer sent; one that is no X.509 certificate is an error of the peer. */
  static List<X509Certificate> of(Certificate sent) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (TlsCertificate one : sent.getCertificateList()) {
        certificates.add(parse(one.getEncoded()));
      }
    } catch (CertificateException e) {
      throw new IOException("a certificate that cannot be read: " + e.getMessage(), e);
    }
    return List.copyOf(certificates);
  }

  static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
