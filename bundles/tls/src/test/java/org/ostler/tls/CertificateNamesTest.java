// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.tls.CertificateNames;
import org.ostler.testing.tls.CertificateAuthority;

/** RFC 6125 §6.4, with what Exim makes of wildcards. */
class CertificateNamesTest {
  private static final CertificateAuthority ROOT = CertificateAuthority.root("names");

  @ParameterizedTest
  @CsvSource({
    "mx.example.org,mx.example.org,true",
    "MX.Example.Org,mx.example.org,true",
    "mx.example.org,mx.example.org.,true",
    "mx.example.org,x.example.org,false",
    "*.example.org,mx.example.org,true",
    "*.example.org,a.mx.example.org,false",
    "*.example.org,example.org,false",
    "*.org,example.org,false",
    "*.*.org,mx.example.org,false",
    "m*.example.org,mx.example.org,false",
    "mx.*.org,mx.example.org,false",
    "*,mx.example.org,false",
    "*.com.,x.com,false",
  })
  void comparesNames(String name, String host, boolean expected) {
    X509Certificate named = ROOT.leaf("CN=other.example").names(name).issue().certificate();
    assertThat(CertificateNames.match(named, host)).isEqualTo(expected);
    X509Certificate common = ROOT.leaf("O=x,CN=" + name).issue().certificate();
    assertThat(CertificateNames.match(common, host)).isEqualTo(expected);
  }

  @Test
  void commonNameCountsWithoutOthersOnly() {
    X509Certificate both =
        ROOT.leaf("CN=mx.example.org").names("other.example.org").issue().certificate();
    assertThat(CertificateNames.match(both, "mx.example.org")).isFalse();
    X509Certificate mail =
        ROOT.leaf("CN=mx.example.org").mail("x@example.org").issue().certificate();
    assertThat(CertificateNames.match(mail, "mx.example.org")).isTrue();
  }

  @Test
  void oneOfManyNamesIsEnoughAndOctetsAreNotCutOff() {
    X509Certificate many =
        ROOT.leaf("CN=other").names("a.example", "mx.example.org").issue().certificate();
    assertThat(CertificateNames.match(many, "mx.example.org")).isTrue();
    X509Certificate cut = ROOT.leaf("CN=mx.example.org\\00.evil.example").issue().certificate();
    assertThat(CertificateNames.match(cut, "mx.example.org")).isFalse();
    X509Certificate none = ROOT.leaf("O=mx.example.org").issue().certificate();
    assertThat(CertificateNames.match(none, "mx.example.org")).isFalse();
  }

  @Test
  void addressesAreCompared() throws Exception {
    X509Certificate address =
        ROOT.leaf("CN=x").address(InetAddress.ofLiteral("192.0.2.1")).issue().certificate();
    assertThat(CertificateNames.match(address, "192.0.2.1")).isTrue();
    assertThat(CertificateNames.match(address, "192.0.2.2")).isFalse();
  }
}
