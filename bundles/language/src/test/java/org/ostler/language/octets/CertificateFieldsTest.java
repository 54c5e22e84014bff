// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values but those of ocsp_uri and crl_uri were read off Exim 4.96 with GnuTLS. */
class CertificateFieldsTest {
  private static final String PEM =
      """
      -----BEGIN CERTIFICATE-----
      MIIDLTCCAtOgAwIBAgIUVLnpQPrd2bdZ3j+hYODwMZaQVfEwCgYIKoZIzj0EAwIw
      EjEQMA4GA1UEAwwHVGVzdCBDQTAeFw0yNjExMzAyMzU4MTBaFw0yNjEyMDkyMzU4
      MTBaMFAxCzAJBgNVBAYTAlVLMRIwEAYDVQQKDAlUZXN0LCBPcmcxCjAIBgNVBAsM
      AWExCjAIBgNVBAsMAWIxFTATBgNVBAMMDGZ1bGwuZXhhbXBsZTCCASIwDQYJKoZI
      hvcNAQEBBQADggEPADCCAQoCggEBAOqx+Oak2WzZoS6rmkgbgiN1u+PET0TPdILf
      LbEnEjhmpB3RbRkdahZYbjVfGZkYnKnKBWD7y25ZbTEp2ZF/SUxNTMWJTMDbyigR
      oFh5hstexAGXpX3FQWJgOLsvio2K9EDhtzJKh2RTgAfNcZuKaH/T117ELujTlhki
      QirQF8wOwLMkckVIk9n6K8N88jkdBKRD9Wd7G/EDB6GFYGK8PzYpqeiJ2gE3rudN
      zXtbt2bO4JD50ze9w9Y+YTYDyWzJoFWOYA1/ZAcJIYJEpR7opgbL+CZu1uRqugLi
      /eq2WwXGK/4MKxGSWGvW2Ai4n5sIun/96wUBydijWqUQP+algAUCAwEAAaOB/TCB
      +jA/BgNVHREEODA2gglhLmV4YW1wbGWCCWIuZXhhbXBsZYELeEB5LmV4YW1wbGWG
      EWh0dHA6Ly91LmV4YW1wbGUvMFAGCCsGAQUFBwEBBEQwQjAgBggrBgEFBQcwAYYU
      aHR0cDovL29jc3AuZXhhbXBsZS8wHgYIKwYBBQUHMAKGEmh0dHA6Ly9jYS5leGFt
      cGxlLzAlBgNVHR8EHjAcMBqgGKAWhhRodHRwOi8vY3JsLmV4YW1wbGUveDAdBgNV
      HQ4EFgQUsDyW6HXWNj9xo7YowKrjR22rE0UwHwYDVR0jBBgwFoAUEY66igaGidfe
      qDa5lY4W4ocZfV0wCgYIKoZIzj0EAwIDSAAwRQIgGhxpW4o6aW+nNAj+epIKb3NX
      +O0XvnltnSOelRYly2ACIQCQDrtQ9vLN+Hod+mEqxhLFAx5CuddmZXH5v4hUOrAS
      Ew==
      -----END CERTIFICATE-----
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "version~3",
        "serial_number~54b9e940faddd9b759de3fa160e0f031969055f1",
        "subject~C=UK,O=Test\\, Org,OU=a,OU=b,CN=full.example",
        "subject,CN~full.example",
        "subject,OU~a|b",
        "subject,OU,>;~a;b",
        "subject , O~C=UK,O=Test\\, Org,OU=a,OU=b,CN=full.example",
        "issuer~CN=Test CA",
        "issuer,CN~Test CA",
        "notbefore~Nov 30 23:58:10 2026 UTC",
        "notafter~Dec  9 23:58:10 2026 UTC",
        "notbefore,int~1796083090",
        "notafter,int~1796860690",
        "sig_algorithm~ECDSA-SHA256",
        "signature~30 45 02 20 1a 1c 69 5b 8a 3a 69 6f a7 34 08 fe 7a 92 0a 6f 73 57 f8 ed 17 be 79"
            + " 6d 9d 23 9e 95 16 25 cb 60 02 21 00 90 0e bb 50 f6 f2 cd f8 7a 1d fa 61 2a c6 12 c5"
            + " 03 1e 42 b9 d7 66 65 71 f9 bf 88 54 3a b0 12 13",
        "subj_altname~DNS=a.example|DNS=b.example|MAIL=x@y.example|URI=http://u.example/",
        "subj_altname,dns~a.example|b.example",
        "subj_altname,mail~x@y.example",
        "subj_altname,uri~http://u.example/",
        "subj_altname,dns,>:~a.example:b.example",
        "ocsp_uri~http://ocsp.example/",
        "crl_uri~http://crl.example/x",
      })
  void showsFields(String selector, String expected) throws Exception {
    assertThat(CertificateFields.of(PEM).field(selector)).isEqualTo(expected.replace('|', '\n'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject,XX", "2.5.29.99"})
  void whatIsNotThereIsNothing(String selector) throws Exception {
    assertThat(CertificateFields.of(PEM).field(selector)).isNull();
  }

  @Test
  void unknownFieldsAreErrors() {
    assertThatThrownBy(() -> CertificateFields.of(PEM).field("nonsense"))
        .hasMessage("bad field selector \"nonsense\" for certextract");
  }

  /** Extensions are octets of a peer. */
  @Test
  void anyOctetsAreWalkedThrough() {
    Random random = new Random(20261201);
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      int values = 0;
      for (Der der = new Der(octets, 0); der.isThere(); der = der.next()) {
        assertThat(der.content().length).isLessThan(40);
        values++;
      }
      assertThat(values).isLessThanOrEqualTo(20);
    }
  }
}
