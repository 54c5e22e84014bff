// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of a test: a root, or one below another. Its key lives in memory. Safe
 * for many threads.
 */
public final class CertificateAuthority {
  private static final AtomicLong SERIALS = new AtomicLong(0x1000);

  private final KeyPair keys;
  private final KeyKind kind;
  private final X509Certificate certificate;
  private final List<X509Certificate> above;

  private CertificateAuthority(
      KeyPair keys, KeyKind kind, X509Certificate certificate, List<X509Certificate> above) {
    this.keys = keys;
    this.kind = kind;
    this.certificate = certificate;
    this.above = above;
  }

  /** A root with a key on P-256. */
  public static CertificateAuthority root(String commonName) {
    return root(commonName, KeyKind.P256);
  }

  /** A root that signs itself. */
  public static CertificateAuthority root(String commonName, KeyKind kind) {
    KeyPair keys = kind.generate();
    X500Name name = new X500Name("CN=" + commonName);
    X509Certificate certificate = authority(name, name, keys, keys, kind);
    return new CertificateAuthority(keys, kind, certificate, List.of());
  }

  /** An authority whose certificate this one signs. */
  public CertificateAuthority intermediate(String commonName) {
    KeyPair own = kind.generate();
    X509Certificate signed = authority(name(), new X500Name("CN=" + commonName), own, keys, kind);
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(signed);
    chain.addAll(above);
    return new CertificateAuthority(own, kind, signed, List.copyOf(chain));
  }

  private static X509Certificate authority(
      X500Name issuer, X500Name subject, KeyPair own, KeyPair signer, KeyKind kind) {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            nextSerial(),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(30))),
            subject,
            own.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer(signer, kind)));
    } catch (IOException | OperatorCreationException | java.security.cert.CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate for a server with this name, on P-256. */
  public Issued server(String name) {
    return leaf("CN=" + name).names(name).issue();
  }

  /** A certificate for a client, on P-256. */
  public Issued client(String commonName) {
    return leaf("CN=" + commonName).issue();
  }

  /** Begins a certificate with this subject (RFC 4514). */
  public Leaf leaf(String subject) {
    return new Leaf(this, new X500Name(subject));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The authority's own key, for proofs by OCSP. */
  public KeyPair keys() {
    return keys;
  }

  /** The authority's certificate as PEM. */
  public String pem() {
    return Issued.pem(certificate);
  }

  /** Writes {@code NAME.pem} with the authority's certificate. */
  public Path write(Path directory, String name) {
    return text(directory.resolve(name + ".pem"), pem());
  }

  /** Writes a PEM file with a list of revoked certificates, good for a day. */
  public Path writeCrl(Path file, X509Certificate... revoked) {
    Date now = new Date();
    X509v2CRLBuilder builder = new X509v2CRLBuilder(name(), now);
    builder.setNextUpdate(Date.from(now.toInstant().plus(Duration.ofDays(1))));
    for (X509Certificate one : revoked) {
      builder.addCRLEntry(one.getSerialNumber(), now, 0);
    }
    try {
      return text(file, Issued.pem("X509 CRL", builder.build(signer(keys, kind)).getEncoded()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path text(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  X500Name name() {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  /** The authority's certificate and those above it, without the root. */
  List<X509Certificate> above() {
    return above;
  }

  ContentSigner signer() {
    try {
      return signer(keys, kind);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ContentSigner signer(KeyPair keys, KeyKind kind) throws OperatorCreationException {
    return new JcaContentSignerBuilder(kind.signature).build(keys.getPrivate());
  }

  static BigInteger nextSerial() {
    return BigInteger.valueOf(SERIALS.incrementAndGet());
  }
}
