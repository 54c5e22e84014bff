// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchanges of RFC 5802 §5 and RFC 7677 §3, and what hosts and clients get wrong. */
class ScramTest {
  private static final String SEPARATOR = "|";

  /** Hash, client nonce, addition, salt, client-final, server-final. */
  private static final String[][] PUBLISHED = {
    {
      "SCRAM-SHA-1",
      "fyko+d2lbbFgONRv9qkxdawL",
      "3rfcNHYJY1ZVvWVs7j",
      "QSXCR+Q6sek8bf92",
      "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
      "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="
    },
    {
      "SCRAM-SHA-256",
      "rOprNGfwEbeRWgbNEkqO",
      "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
      "W22ZaJ0SNY7soEsUEjb6gQ==",
      "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
          + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
      "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
    }
  };

  private static ScramHash hash(String[] exchange) {
    return ScramHash.of(exchange[0]).orElseThrow();
  }

  private static byte[] salt(String[] exchange) {
    return Base64.getDecoder().decode(exchange[3]);
  }

  @Test
  void clientSaysWhatThePublishedExchangesSay() {
    for (String[] exchange : PUBLISHED) {
      ScramClient client = new ScramClient(hash(exchange), "user", "", exchange[1]);
      assertThat(client.begin()).isEqualTo("n,,n=user,r=" + exchange[1]);
      String challenge = "r=" + exchange[1] + exchange[2] + ",s=" + exchange[3] + ",i=4096";
      String answer =
          client.answer(challenge, (salt, i) -> hash(exchange).salted("pencil", salt, i));
      assertThat(answer).isEqualTo(exchange[4]);
      assertThat(client.isProved(exchange[5])).isTrue();
      assertThat(client.isProved(exchange[5].replace("=", "e="))).isFalse();
      assertThat(client.isProved("e=invalid-proof")).isFalse();
    }
  }

  @Test
  void serverSaysWhatThePublishedExchangesSay() {
    for (String[] exchange : PUBLISHED) {
      ScramServer server = ScramServer.begin(hash(exchange), "n,,n=user,r=" + exchange[1]);
      assertThat(server).isNotNull();
      assertThat(server.user()).isEqualTo("user");
      assertThat(server.challenge(exchange[2], salt(exchange), 4096))
          .isEqualTo("r=" + exchange[1] + exchange[2] + ",s=" + exchange[3] + ",i=4096");
      assertThat(server.judge(exchange[4], keys(exchange, "pencil"))).isEqualTo(exchange[5]);
    }
  }

  private static ScramKeys keys(String[] exchange, String password) {
    return ScramKeys.of(hash(exchange), hash(exchange).salted(password, salt(exchange), 4096));
  }

  @Test
  void serverRefusesWhatWasChanged() {
    String[] exchange = PUBLISHED[1];
    String good = exchange[4];
    assertThat(judged(good, "pencil")).isNotNull();
    assertThat(judged(good, "crayon")).isNull();
    for (String changed :
        new String[] {
          "",
          "p=",
          ",p=",
          good.replace("c=biws", "c=eSws"),
          good.replace("c=biws,", ""),
          good.replace("r=r", "r=R"),
          good.replace(",p=", ",x=1,p="),
          good.replace("dHzb", "dHzc"),
          good.replace("VQ=", "VQ"),
          good + ",x=y"
        }) {
      assertThat(judged(changed, "pencil")).as(changed).isNull();
    }
  }

  private static String judged(String message, String password) {
    String[] exchange = PUBLISHED[1];
    ScramServer server = ScramServer.begin(hash(exchange), "n,,n=user,r=" + exchange[1]);
    assertThat(server).isNotNull();
    server.challenge(exchange[2], salt(exchange), 4096);
    return server.judge(message, keys(exchange, password));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = SEPARATOR,
      value = {
        "n,,n=joe,r=x | joe | ''",
        "y,,n=joe,r=x | joe | ''",
        "n,a=anna,n=joe,r=x | joe | anna",
        "n,a=a=2Cb,n=j=3De,r=x | j=e | a,b",
        "n,,n=joe,r=x,z=extension | joe | ''"
      })
  void firstMessagesOfClients(String message, String user, String authorization) {
    ScramServer server = ScramServer.begin(ScramHash.SHA_256, message);
    assertThat(server).isNotNull();
    assertThat(server.user()).isEqualTo(user);
    assertThat(server.authorization()).isEqualTo(authorization);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "n,,",
        "n,,n=joe",
        "n=joe,r=x",
        "p=tls-unique,,n=joe,r=x",
        "z,,n=joe,r=x",
        "n,b=anna,n=joe,r=x",
        "n,a=,n=joe,r=x",
        "n,,n=,r=x",
        "n,,n=j=e,r=x",
        "n,,n=j=2,r=x",
        "n,,n=joe,r=",
        "n,,n=joe,r=\u00e9",
        "n,,r=x,n=joe",
        "n,,m=must,n=joe,r=x",
        "n,,n=\u0007,r=x",
        "n,,n=\u00ff,r=x"
      })
  void firstMessagesThatAreNone(String message) {
    assertThat(ScramServer.begin(ScramHash.SHA_1, message)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r=mineX,s=QUJD",
        "r=other,s=QUJD,i=4096",
        "r=mine,s=QUJD,i=4096",
        "r=mineX,s=QUJ,i=4096",
        "r=mineX,s=QUJD,i=4095",
        "r=mineX,s=QUJD,i=99999999",
        "r=mineX,s=QUJD,i=-4096",
        "r=mineX,s=QUJD,i=4096x",
        "m=must,r=mineX,s=QUJD,i=4096",
        "e=other-error"
      })
  void challengesThatAreNone(String challenge) {
    ScramClient client = new ScramClient(ScramHash.SHA_256, "joe", "", "mine");
    assertThat(client.answer(challenge, (_, _) -> new byte[32])).isNull();
    assertThat(client.isProved("v=")).isFalse();
  }
}
