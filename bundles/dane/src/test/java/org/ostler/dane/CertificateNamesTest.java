// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Leaf;

class CertificateNamesTest {
  private static final CertificateAuthority ROOT = CertificateAuthority.root("Root");

  @ParameterizedTest
  @CsvSource({
    "mx.example.org,   mx.example.org,    true",
    "MX.Example.ORG.,  mx.example.org,    true",
    "*.example.org,    mx.example.org,    true",
    "*.example.org,    a.mx.example.org,  false",
    "*.example.org,    example.org,       false",
    "*.org,            example.org,       false",
    "*,                org,               false",
    "m*.example.org,   mx.example.org,    false",
    "mx.*.org,         mx.example.org,    false",
    "*.*.org,          mx.example.org,    false",
    "example.org,      mx.example.org,    false"
  })
  void wildcardsAreTheFirstLabelOfThreeOrMore(String pattern, String name, boolean matches) {
    assertThat(CertificateNames.matches(pattern, name)).isEqualTo(matches);
  }

  private static boolean covers(Leaf leaf) {
    return CertificateNames.cover(leaf.issue().certificate(), List.of("mx.example.org"));
  }

  @Test
  void theCommonNameCountsOnlyWithoutOtherNamesOfHosts() {
    assertThat(covers(ROOT.leaf("CN=mx.example.org"))).isTrue();
    assertThat(covers(ROOT.leaf("CN=mx.example.org").mail("a@b.example"))).isTrue();
    assertThat(covers(ROOT.leaf("CN=mx.example.org").names("other.example"))).isFalse();
    assertThat(covers(ROOT.leaf("CN=other").names("a.example", "mx.example.org"))).isTrue();
    assertThat(covers(ROOT.leaf("O=mx.example.org"))).isFalse();
    assertThat(covers(ROOT.leaf("CN=mx.example.org\\00.evil.example"))).isFalse();
  }
}
