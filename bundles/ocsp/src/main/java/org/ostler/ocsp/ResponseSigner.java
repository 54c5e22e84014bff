// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a response was signed by one with the right to: the authority that issued the
 * certificate, or one to whom it gave that right by a certificate of its own for OCSP (RFC 6960
 * §4.2.2.2). Whether such a signer's certificate has itself been revoked is not asked.
 */
final class ResponseSigner {
  /** id-kp-OCSPSigning. */
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  /** How many of the certificates in a response are looked at; one is usual. */
  private static final int CANDIDATES = 10;

  /**
   * The extensions that a signer's certificate may mark as critical: those that are understood
   * here.
   */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "2.5.29.15", // keyUsage
          "2.5.29.17", // subjectAltName
          "2.5.29.19", // basicConstraints
          "2.5.29.37", // extKeyUsage
          "1.3.6.1.5.5.7.48.1.5"); // id-pkix-ocsp-nocheck

  /** Signatures with digests that collide prove nothing. */
  private static final Set<ASN1ObjectIdentifier> BROKEN =
      Set.of(
          PKCSObjectIdentifiers.md2WithRSAEncryption,
          PKCSObjectIdentifiers.md4WithRSAEncryption,
          PKCSObjectIdentifiers.md5WithRSAEncryption,
          PKCSObjectIdentifiers.sha1WithRSAEncryption,
          OIWObjectIdentifiers.md5WithRSA,
          OIWObjectIdentifiers.sha1WithRSA,
          OIWObjectIdentifiers.dsaWithSHA1,
          X9ObjectIdentifiers.id_dsa_with_sha1,
          X9ObjectIdentifiers.ecdsa_with_SHA1);

  private ResponseSigner() {}

  /** Why the signature is worth nothing; null when it is good. */
  static @Nullable String objection(
      OcspResponse response, @Nullable X509Certificate issuer, Instant now) {
    if (issuer == null) {
      return "issuer certificate not found";
    }
    if (BROKEN.contains(response.basic().getSignatureAlgOID())) {
      return "signed with a broken digest";
    }
    ResponderID responder = response.responder().toASN1Primitive();
    String objection = "signer certificate not found";
    if (isNamed(responder, issuer)) {
      if (isSignedBy(response, issuer.getPublicKey())) {
        return null;
      }
      objection = "signature failure";
    }
    for (X509Certificate signer : certificates(response)) {
      if (!signer.equals(issuer) && isNamed(responder, signer)) {
        objection = objectionToSigner(response, signer, issuer, now);
        if (objection == null) {
          return null;
        }
      }
    }
    return objection;
  }

  private static @Nullable String objectionToSigner(
      OcspResponse response, X509Certificate signer, X509Certificate issuer, Instant now) {
    try {
      if (!signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        return "signer is of another issuer";
      }
      signer.verify(issuer.getPublicKey());
      List<String> purposes = signer.getExtendedKeyUsage();
      if (purposes == null || !purposes.contains(OCSP_SIGNING)) {
        return "signer is not made for OCSP";
      }
      boolean[] usage = signer.getKeyUsage();
      if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
        return "signer's key is not for signatures";
      }
      Set<String> critical = signer.getCriticalExtensionOIDs();
      if (critical != null && !UNDERSTOOD.containsAll(critical)) {
        return "signer has an unknown critical extension";
      }
      signer.checkValidity(Date.from(now));
    } catch (CertificateException e) {
      return "signer certificate: " + e.getMessage();
    } catch (GeneralSecurityException e) {
      return "signer is not signed by the issuer";
    }
    return isSignedBy(response, signer.getPublicKey()) ? null : "signature failure";
  }

  // RFC 6960 §4.2.1, ResponderID.
  private static boolean isNamed(ResponderID responder, X509Certificate certificate) {
    X500Name name = responder.getName();
    if (name == null) {
      byte[] key = Subject.keyDigest(certificate, Subject.COMMON_DIGEST);
      return Arrays.equals(responder.getKeyHash(), key);
    }
    try {
      return new X500Principal(name.getEncoded()).equals(certificate.getSubjectX500Principal());
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isSignedBy(OcspResponse response, PublicKey key) {
    try {
      return response.basic().isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
    } catch (OCSPException | OperatorCreationException e) {
      return false;
    } catch (RuntimeException e) {
      // Parameters of the algorithm that make no sense are told by unchecked exceptions.
      return false;
    }
  }

  private static List<X509Certificate> certificates(OcspResponse response) {
    return response.certificates().stream()
        .limit(CANDIDATES)
        .map(ResponseSigner::certificate)
        .filter(certificate -> certificate != null)
        .toList();
  }

  private static @Nullable X509Certificate certificate(X509CertificateHolder holder) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate)
          factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    } catch (CertificateException | IOException e) {
      return null;
    }
  }
}
