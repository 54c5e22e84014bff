// SPDX-License-Identifier: Apache-2.0
package org.ostler.spa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.auth.ServerMechanism.Verdict;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.testing.auth.AuthenticatorDriverContract;
import org.ostler.testing.auth.MemoryServerExchange;
import org.ostler.testing.mail.MemorySettings;

/** The client's answer is that of [MS-NLMP] 4.2.2, to the challenge there. */
class SpaDriverTest implements AuthenticatorDriverContract {
  private static final String NEGOTIATE =
      new NtlmMessage.Writer(NtlmMessage.NEGOTIATE, 32)
          .number(0xb207)
          .pointer("User", false)
          .pointer("Domain", false)
          .text();
  private static final byte[] ANSWER =
      HexFormat.of().parseHex("67c43011f30298a2ad35ece64f16331c44bdbed927841f94");

  private static String authenticate(byte[] response, boolean unicode) {
    return new NtlmMessage.Writer(NtlmMessage.AUTHENTICATE, 64)
        .pointer(new byte[24])
        .pointer(response)
        .pointer("Domain", unicode)
        .pointer("User", unicode)
        .pointer("COMPUTER", unicode)
        .pointer(new byte[0])
        .number(unicode ? 0x8201 : 0x8202)
        .text();
  }

  @Override
  public AuthenticatorDriver driver() {
    return new SpaDriver(() -> HexFormat.of().parseHex("0123456789abcdef"));
  }

  @Override
  public String mechanism() {
    return "NTLM";
  }

  @Override
  public Settings serving() {
    return MemorySettings.named("a").withText(SpaDriver.SERVER_PASSWORD, "Password");
  }

  @Override
  public List<String> responses() {
    return List.of(NEGOTIATE, authenticate(ANSWER, true));
  }

  private static ServerMechanism server(AuthenticatorDriver.Prepared prepared) {
    return Objects.requireNonNull(prepared.server());
  }

  private Verdict judged(MemoryServerExchange exchange) throws Exception {
    return server(driver().prepare(mechanism(), serving())).authenticate(exchange);
  }

  @Test
  void theChallengeIsExims() throws Exception {
    MemoryServerExchange exchange = MemoryServerExchange.answering(responses());
    judged(exchange);
    assertThat(exchange.challenges())
        .containsExactly(
            "NTLM supported",
            "NTLMSSP\0\2\0\0\0\0\0\0\0\60\0\0\0\1\u0082\0\0\1#Eg\u0089\u00ab\u00cd\u00ef"
                + "\0".repeat(16));
  }

  @Test
  void theNameMayBeInEitherKindOfText() throws Exception {
    for (boolean unicode : new boolean[] {true, false}) {
      MemoryServerExchange exchange =
          MemoryServerExchange.answering(List.of(NEGOTIATE, authenticate(ANSWER, unicode)));
      assertThat(judged(exchange)).isEqualTo(new Verdict.Proved());
      assertThat(exchange.mail().variable("auth1")).hasToString("User");
    }
  }

  @Test
  void whatIsNoAnswerIsRefused() throws Exception {
    String good = authenticate(ANSWER, true);
    String pointsBeyond = good.substring(0, 24) + "\u00ff\u00ff\u00ff\177" + good.substring(28);
    for (String wrong :
        List.of(
            "",
            "NTLMSSP\0\3\0\0\0",
            good.substring(0, 63),
            good.substring(0, 100),
            "X" + good.substring(1),
            pointsBeyond,
            NEGOTIATE,
            authenticate(new byte[24], true),
            authenticate(new byte[0], true))) {
      assertThat(judged(MemoryServerExchange.answering(List.of(NEGOTIATE, wrong))))
          .as(wrong)
          .isEqualTo(new Verdict.Refused());
    }
    assertThat(judged(MemoryServerExchange.answering(List.of("hello"))))
        .isEqualTo(new Verdict.Refused());
  }

  @Test
  void aPasswordThatCannotBeToldIsNoRefusal() throws Exception {
    MemorySettings settings = MemorySettings.named("a");
    MemoryServerExchange exchange = MemoryServerExchange.answering(responses());
    assertThat(
            server(
                    driver()
                        .prepare(
                            mechanism(), settings.withText(SpaDriver.SERVER_PASSWORD, "DEFER")))
                .authenticate(exchange))
        .isEqualTo(new Verdict.Deferred("deferred by the test"));
    assertThat(
            server(
                    driver()
                        .prepare(
                            mechanism(), settings.withText(SpaDriver.SERVER_PASSWORD, "FORCE")))
                .authenticate(MemoryServerExchange.answering(responses())))
        .isEqualTo(new Verdict.Refused());
  }

  @Test
  void aClientNeedsNameAndPassword() {
    Settings half = MemorySettings.named("a").withText(SpaDriver.CLIENT_USERNAME, "x");
    assertThatThrownBy(() -> driver().prepare(mechanism(), half))
        .isInstanceOf(InvalidArgument.class)
        .hasMessage("one of client_username and client_password cannot be set alone");
  }
}
