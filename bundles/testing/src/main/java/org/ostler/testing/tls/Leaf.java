// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** A certificate about to be issued. */
public final class Leaf {
  private final CertificateAuthority authority;
  private final X500Name subject;
  private final List<GeneralName> names = new ArrayList<>();
  private final List<KeyPurposeId> purposes = new ArrayList<>();
  private KeyPair keys = KeyKind.P256.generate();
  private Instant from = Instant.now().minus(Duration.ofHours(1));
  private Instant until = Instant.now().plus(Duration.ofDays(20));
  private String responder = "";
  private String crl = "";

  Leaf(CertificateAuthority authority, X500Name subject) {
    this.authority = authority;
    this.subject = subject;
  }

  public Leaf kind(KeyKind kind) {
    keys = kind.generate();
    return this;
  }

  /** Names of hosts it is for. */
  public Leaf names(String... hosts) {
    for (String host : hosts) {
      names.add(new GeneralName(GeneralName.dNSName, host));
    }
    return this;
  }

  public Leaf address(InetAddress address) {
    names.add(new GeneralName(GeneralName.iPAddress, address.getHostAddress()));
    return this;
  }

  public Leaf mail(String address) {
    names.add(new GeneralName(GeneralName.rfc822Name, address));
    return this;
  }

  public Leaf uri(String uri) {
    names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    return this;
  }

  public Leaf valid(Instant notBefore, Instant notAfter) {
    from = notBefore;
    until = notAfter;
    return this;
  }

  /** The only purposes it is for, such as {@code KeyPurposeId.id_kp_OCSPSigning}. */
  public Leaf purposes(KeyPurposeId... only) {
    purposes.addAll(List.of(only));
    return this;
  }

  /** The URI of the responder that gives proofs by OCSP. */
  public Leaf responder(String uri) {
    responder = uri;
    return this;
  }

  /** The URI of the list of revoked certificates. */
  public Leaf crl(String uri) {
    crl = uri;
    return this;
  }

  public Issued issue() {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            authority.name(),
            CertificateAuthority.nextSerial(),
            Date.from(from),
            Date.from(until),
            subject,
            keys.getPublic());
    try {
      extend(builder);
      List<X509Certificate> chain = new ArrayList<>();
      chain.add(
          new JcaX509CertificateConverter().getCertificate(builder.build(authority.signer())));
      chain.addAll(authority.above());
      return new Issued(keys.getPrivate(), List.copyOf(chain));
    } catch (IOException | java.security.cert.CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private void extend(JcaX509v3CertificateBuilder builder) throws IOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    if (!names.isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
    }
    if (!purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }
    if (!responder.isEmpty()) {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uriName(responder)));
    }
    if (!crl.isEmpty()) {
      DistributionPointName point = new DistributionPointName(new GeneralNames(uriName(crl)));
      builder.addExtension(
          Extension.cRLDistributionPoints,
          false,
          new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(point, null, null)}));
    }
  }

  private static GeneralName uriName(String uri) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(uri));
  }
}
