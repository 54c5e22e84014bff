// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.util.io.pem.PemObject;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.Trust;

/**
 * Whom a {@link Trust} believes, and what they have revoked.
 *
 * @param anchors the certificates that paths may end with
 * @param crls lists of revoked certificates
 * @param crlWanted whether each certificate of a path must be on no list, and each have one
 */
record Anchors(Set<TrustAnchor> anchors, List<X509CRL> crls, boolean crlWanted) {
  private static final List<String> SYSTEM =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/ssl/cert.pem");

  /** Where the files are, for a cache: the certificates', then the lists'. */
  static List<String> files(Trust trust) {
    String certificates = trust.certificates().strip();
    if (certificates.equals("system")) {
      certificates =
          SYSTEM.stream().filter(file -> Files.isReadable(Path.of(file))).findFirst().orElse("");
    }
    String crl = trust.crl();
    return List.of(certificates, crl == null ? "" : crl.strip());
  }

  static Anchors read(List<String> files) throws TlsFailure {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (String file : inside(files.getFirst())) {
      for (X509Certificate certificate : Certificates.read(file)) {
        anchors.add(new TrustAnchor(certificate, null));
      }
    }
    List<X509CRL> crls = new ArrayList<>();
    for (String file : inside(files.getLast())) {
      crls.addAll(crls(file));
    }
    return new Anchors(anchors, crls, !files.getLast().isEmpty());
  }

  Set<X509Certificate> certificates() {
    return anchors.stream().map(TrustAnchor::getTrustedCert).collect(Collectors.toSet());
  }

  private static List<String> inside(String file) throws TlsFailure {
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      Path path = Path.of(file);
      if (!Files.isDirectory(path)) {
        return List.of(file);
      }
      List<String> files = new ArrayList<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, Files::isRegularFile)) {
        entries.forEach(entry -> files.add(entry.toString()));
      }
      return files.stream().sorted().toList();
    } catch (IOException | IllegalArgumentException e) {
      throw PemFile.useless(file, e.getMessage(), e);
    }
  }

  private static List<X509CRL> crls(String file) throws TlsFailure {
    try {
      List<byte[]> lists =
          PemFile.read(file).blocks().stream()
              .filter(block -> block.getType().equals("X509 CRL"))
              .map(PemObject::getContent)
              .toList();
      if (lists.isEmpty()) {
        lists = List.of(Files.readAllBytes(Path.of(file)));
      }
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509CRL> crls = new ArrayList<>();
      for (byte[] list : lists) {
        crls.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(list)));
      }
      return crls;
    } catch (TlsFailure e) {
      throw e;
    } catch (IOException | CRLException | CertificateException e) {
      throw PemFile.useless(file, e.getMessage(), e);
    }
  }

  /** The anchors to tell clients of (RFC 8446 §4.2.4); none when they are many. */
  Stream<X509Certificate> told() {
    return anchors.size() > 50 ? Stream.empty() : anchors.stream().map(TrustAnchor::getTrustedCert);
  }
}
