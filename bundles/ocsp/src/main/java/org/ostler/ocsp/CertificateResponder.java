// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/** Where a certificate says that its status is told (RFC 5280 §4.2.2.1). */
final class CertificateResponder {
  private CertificateResponder() {}

  /** The first responder that speaks HTTP; null when the certificate names none. */
  static @Nullable URI of(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (extension == null) {
      return null;
    }
    try {
      byte[] value = ASN1OctetString.getInstance(extension).getOctets();
      for (AccessDescription access :
          AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
        URI uri = uri(access);
        if (uri != null) {
          return uri;
        }
      }
      return null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable URI uri(AccessDescription access) {
    GeneralName location = access.getAccessLocation();
    if (!access.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
        || location.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return null;
    }
    try {
      URI uri = new URI(location.getName().toString());
      boolean isHttp =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return isHttp && uri.getHost() != null ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
