// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

class CipherWordsTest {
  /** OpenSSL says itself what its lists choose, and in which order. */
  @RequiresPeer("openssl")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALL",
        "DEFAULT",
        "HIGH",
        "HIGH:!aNULL:!MD5",
        "ECDHE+AESGCM",
        "ECDHE+AESGCM:DHE+AESGCM",
        "EECDH+AESGCM:EDH+AESGCM:!aRSA",
        "AES128:AES256",
        "AES128-SHA:ECDHE-RSA-AES256-GCM-SHA384",
        "ALL:!kRSA:-SHA1",
        "ALL:+ECDHE",
        "ALL:!SHA1:!SHA256:!SHA384",
        "kRSA:@STRENGTH",
        "CHACHA20:AESGCM:!ECDSA",
        "HIGH:!ECDSA:!3DES:!PSK:!CAMELLIA",
        "DHE",
        "aECDSA+AES",
        "TLSv1.2+AESGCM"
      })
  void choosesWhatOpensslChooses(String words) throws Exception {
    Run run =
        Run.of(
            List.of(Peers.program("openssl").toString(), "ciphers", "-stdname", "-tls1_2", words));
    List<String> judged =
        run.output()
            .lines()
            .map(line -> line.split(" +-? *| +", -1))
            .filter(parts -> Suite.ALL.stream().anyMatch(s -> s.standardName().equals(parts[0])))
            .map(parts -> parts[0])
            .filter(name -> name.contains("_WITH_"))
            .toList();
    assertThat(judged).as(run.errors()).isNotEmpty();
    assertThat(
            OpensslList.parse(words).stream()
                .filter(suite -> !suite.isModern())
                .map(Suite::standardName))
        .containsExactlyElementsOf(judged);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "NOSUCH~unknown word \"NOSUCH\"",
        "ECDHE+NOSUCH~unknown word \"ECDHE+NOSUCH\"",
        "RC4-MD5~leaves no cipher",
        "ALL:!ALL~leaves no cipher",
        "NORMAL:+NO-SUCH~unknown word \"+NO-SUCH\"",
        "NORMAL:%NO_SUCH~unknown word \"%NO_SUCH\"",
        "NORMAL:-VERS-ALL~leaves no version",
        "NORMAL:-CIPHER-ALL~leaves no cipher",
        "@SYSTEM~is not read here",
      })
  void refusesByName(String words, String why) {
    assertThatThrownBy(() -> CryptoWords.parse(terms(words)))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining(why);
  }

  @Test
  void prioritiesOfGnutls() throws Exception {
    assertThat(parse("NORMAL").suites()).containsExactlyInAnyOrderElementsOf(Suite.ALL);
    assertThat(parse("NORMAL:-VERS-TLS1.3").versions()).containsExactly(ProtocolVersion.TLSv12);
    assertThat(parse("NORMAL:-VERS-ALL:+VERS-TLS1.3").versions())
        .containsExactly(ProtocolVersion.TLSv13);
    assertThat(parse("SECURE256").suites()).allMatch(suite -> suite.bits() == 256);
    assertThat(parse("PFS").suites()).noneMatch(suite -> suite.exchange().equals("RSA"));
    assertThat(parse("NORMAL:-AES-128-CBC:!AES-256-CBC").suites())
        .noneMatch(suite -> suite.cipher().endsWith("CBC"));
    assertThat(parse("NORMAL:-SHA1:%SERVER_PRECEDENCE"))
        .matches(Choice::ownOrder)
        .matches(choice -> choice.suites().stream().noneMatch(s -> s.mac().equals("SHA1")));
    assertThat(parse("NORMAL:-GROUP-ALL:+GROUP-X25519:+GROUP-SECP384R1").groups())
        .containsExactlyInAnyOrder(NamedGroup.x25519, NamedGroup.secp384r1);
    assertThat(
            parse("NONE:+VERS-TLS1.2:+ECDHE-RSA:+AES-128-GCM:+AEAD:+GROUP-SECP256R1:+SIGN-ALL")
                .suites()
                .stream()
                .map(Suite::name))
        .contains("ECDHE-RSA-AES128-GCM-SHA256")
        .noneMatch(name -> name.startsWith("ECDHE-ECDSA"));
  }

  @Test
  void otherWords() throws Exception {
    CryptoTerms terms =
        new CryptoTerms(
            null, "secp384r1 : X25519", "none", 2236, "+no_sslv2 +no_tlsv1_3 +no_ticket");
    Choice choice = CryptoWords.parse(terms);
    assertThat(choice.groups().subList(0, 2))
        .isEqualTo(Arrays.asList(NamedGroup.secp384r1, NamedGroup.x25519));
    assertThat(choice.versions()).containsExactly(ProtocolVersion.TLSv12);
    assertThat(choice.tickets()).isFalse();
    assertThat(choice.dh()).isEqualTo(DhParameters.NONE);
    assertThatThrownBy(() -> CryptoWords.parse(new CryptoTerms(null, "no-curve", null, 2236, "")))
        .hasMessageContaining("no-curve");
    assertThatThrownBy(
            () ->
                CryptoWords.parse(
                    new CryptoTerms(null, null, null, 2236, "+legacy_server_connect")))
        .hasMessageContaining("legacy_server_connect");
    assertThatThrownBy(() -> CryptoWords.parse(new CryptoTerms(null, null, "ike1", 2236, "")))
        .hasMessageContaining("ike1");
  }

  private static Choice parse(String words) throws InvalidArgument {
    return CryptoWords.parse(terms(words));
  }

  private static CryptoTerms terms(String words) {
    return new CryptoTerms(words, null, null, 2236, "");
  }
}
