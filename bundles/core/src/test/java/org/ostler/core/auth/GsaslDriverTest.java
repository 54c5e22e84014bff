// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerMechanism.Verdict;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.core.sasl.ScramClient;
import org.ostler.core.sasl.ScramHash;
import org.ostler.core.sasl.ScramKeys;
import org.ostler.testing.auth.AuthenticatorDriverContract;
import org.ostler.testing.auth.MemoryServerExchange;
import org.ostler.testing.mail.MemorySettings;

/** SCRAM by the driver's options; real peers are in the tests of the packed server. */
class GsaslDriverTest implements AuthenticatorDriverContract {
  private static final byte[] RANDOM = new byte[18];
  private static final String ADDITION = Base64.getEncoder().encodeToString(RANDOM);

  @Override
  public AuthenticatorDriver driver() {
    return new GsaslDriver(() -> RANDOM, InstantSource.system());
  }

  @Override
  public String mechanism() {
    return "SCRAM-SHA-256";
  }

  @Override
  public Settings serving() {
    return MemorySettings.named("a").withText(GsaslOptions.SERVER_PASSWORD, "pencil");
  }

  @Override
  public List<String> responses() {
    return responses("pencil", RANDOM);
  }

  private static List<String> responses(String password, byte[] salt) {
    ScramHash hash = ScramHash.SHA_256;
    ScramClient client = new ScramClient(hash, "joe", "", "nonce");
    String salted = Base64.getEncoder().encodeToString(salt);
    String challenge = "r=nonce" + ADDITION + ",s=" + salted + ",i=4096";
    String proof = client.answer(challenge, (octets, i) -> hash.salted(password, octets, i));
    return List.of(client.begin(), String.valueOf(proof), "");
  }

  private Verdict verdict(Settings settings, List<String> responses) throws Exception {
    var server = driver().prepare(mechanism(), settings).server();
    assertThat(server).isNotNull();
    return server.authenticate(MemoryServerExchange.answering(responses));
  }

  @Test
  void anotherPasswordIsRefused() throws Exception {
    assertThat(verdict(serving(), responses("crayon", RANDOM))).isEqualTo(new Verdict.Refused());
    assertThat(verdict(serving(), List.of("nonsense"))).isEqualTo(new Verdict.Refused());
    assertThat(verdict(MemorySettings.named("a"), responses()))
        .as("a user without a password")
        .isEqualTo(new Verdict.Refused());
  }

  @Test
  void storedKeysDoInsteadOfThePassword() throws Exception {
    byte[] salt = "salt".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    ScramKeys keys =
        ScramKeys.of(ScramHash.SHA_256, ScramHash.SHA_256.salted("pencil", salt, 4096));
    Base64.Encoder base64 = Base64.getEncoder();
    Settings settings =
        MemorySettings.named("a")
            .withText(GsaslOptions.SERVER_SCRAM_SALT, base64.encodeToString(salt))
            .withText(GsaslOptions.SERVER_KEY, base64.encodeToString(keys.server()))
            .withText(GsaslOptions.SERVER_SKEY, base64.encodeToString(keys.stored()));
    assertThat(verdict(settings, responses("pencil", salt))).isEqualTo(new Verdict.Proved());
    assertThat(verdict(settings, responses("crayon", salt))).isEqualTo(new Verdict.Refused());
  }

  @Test
  void optionsThatCannotBeUsedDefer() throws Exception {
    Settings settings = MemorySettings.named("a").withText(GsaslOptions.SERVER_SCRAM_ITER, "many");
    assertThat(verdict(settings, responses())).isInstanceOf(Verdict.Deferred.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-256-PLUS", "DIGEST-MD5", "GSSAPI", "NTLM"})
  void otherMechanismsAreRefusedByName(String mechanism) {
    assertThatThrownBy(() -> driver().prepare(mechanism, serving()))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageMatching(".*(channel binding|given up|is none of).*");
  }

  @Test
  void theClientPartNeedsANameAndAPassword() throws Exception {
    MemorySettings name = MemorySettings.named("a").withText(GsaslOptions.CLIENT_USERNAME, "joe");
    assertThat(driver().prepare(mechanism(), name).client()).isNull();
    String salted = HexFormat.of().formatHex(new byte[32]);
    assertThat(
            driver()
                .prepare(mechanism(), name.withText(GsaslOptions.CLIENT_SPASSWORD, salted))
                .client())
        .isNotNull();
  }
}
