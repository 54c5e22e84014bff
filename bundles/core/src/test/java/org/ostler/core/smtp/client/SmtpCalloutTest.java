// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ostler.api.option.Option;
import org.ostler.api.routing.NextHop;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.acl.Hints;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MemoryLog;
import org.ostler.core.route.Purpose;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;

/** The texts are those that {@code exim4 -bhc} gives in the same case. */
@Timeout(60)
class SmtpCalloutTest {
  private static final String DULL = "Could not complete recipient verify callout";

  private final IdleConnections connections = new IdleConnections();
  private final Memory hints = new Memory();
  private Instant now = Instant.parse("2026-11-21T01:00:00Z");
  private MemorySettings main = MemorySettings.NONE;
  private ScriptedServer server = ScriptedServer.playing("CLOSE");
  private IntSupplier port = () -> server.port();

  private static final class Memory implements Hints {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public @Nullable String update(String key, UnaryOperator<@Nullable String> change) {
      String value = change.apply(values.get(key));
      if (value != null) {
        values.put(key, value);
      }
      return value;
    }

    @Override
    public @Nullable String get(String key) {
      return values.get(key);
    }
  }

  @AfterEach
  void close() {
    connections.close();
    server.close();
  }

  private void serve(String... lines) {
    server.close();
    List<String> script =
        new ArrayList<>(List.of("S: 220 x", "C: EHLO client.example", "S: 250 x"));
    script.addAll(List.of(lines));
    script.add("C: QUIT");
    server = ScriptedServer.playing(script.toArray(String[]::new));
  }

  private Verified ask(Purpose purpose, String... words) throws Exception {
    SmtpCallout callout =
        new SmtpCallout(
            name -> name.equals("t") ? Optional.of(MemorySettings.named("t")) : Optional.empty(),
            TextZone.of(""),
            connections,
            null,
            hints,
            () -> now,
            new MemoryLog());
    Address address = Address.of(new org.ostler.api.mail.Recipient("u@dest.example"));
    address.transportName = "t";
    address.hosts.add(new NextHop("127.0.0.1", "127.0.0.1", port.getAsInt(), -1, false));
    Message message = new Message(now);
    message.sender(new org.ostler.api.mail.ReversePath("s@src.example"));
    Situation situation =
        new Situation(
            (name, view) -> Text.of(name.equals("tod_epoch") ? "1" : "client.example"),
            main,
            new Connection(null, 0, null, 0, now),
            message);
    return callout.ask(address, purpose, List.of(words), situation);
  }

  private Verified recipient(String... words) throws Exception {
    return ask(Purpose.VERIFY_RECIPIENT, words);
  }

  private String host() {
    return "127.0.0.1 [127.0.0.1] : ";
  }

  @Test
  void anAddressThatIsTakenIsGoodAndRemembered() throws Exception {
    serve("C: MAIL FROM:<>", "S: 250 ok", "C: RCPT TO:<u@dest.example>", "S: 250 ok");
    assertThat(recipient("5s")).isInstanceOf(Verified.Good.class);
    assertThat(recipient("5s")).isInstanceOf(Verified.Good.class);
    assertThat(server.connections()).isEqualTo(1);
    now = now.plusSeconds(24 * 3600);
    recipient("5s");
    assertThat(server.connections()).isEqualTo(2);
    recipient("5s", "no_cache");
    assertThat(server.connections()).isEqualTo(3);
    connections.close();
    assertThat(server.wrong()).isEmpty();
  }

  @Test
  void anAddressThatIsRefusedIsBadAndRemembered() throws Exception {
    serve("C: MAIL FROM:<>", "S: 250 ok", "C: RCPT TO:<u@dest.example>", "S: 550 no such user");
    assertThat(recipient("5s"))
        .isEqualTo(
            new Verified.Bad(
                "Callout verification failed:\n550 no such user",
                host()
                    + "SMTP error from remote mail server after RCPT TO:<u@dest.example>:"
                    + " 550 no such user",
                "recipient"));
    String cached = "Previous (cached) callout verification failure";
    assertThat(recipient("5s")).isEqualTo(new Verified.Bad(cached, cached, "recipient"));
    now = now.plusSeconds(2 * 3600);
    recipient("5s");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aSenderIsToldWhatWasAsked() throws Exception {
    serve("C: MAIL FROM:<>", "S: 250 ok", "C: RCPT TO:<u@dest.example>", "S: 550 no such user");
    assertThat(((Verified.Bad) ask(Purpose.VERIFY_SENDER)).userMessage())
        .isEqualTo(
            "Called:   127.0.0.1\nSent:     RCPT TO:<u@dest.example>\nResponse: 550 no such user");
  }

  @Test
  void aHostThatRefusesTheNullSenderIsBadForAll() throws Exception {
    serve("C: MAIL FROM:<>", "S: 550 no null");
    assertThat(recipient())
        .isEqualTo(
            new Verified.Bad(
                "Callout verification failed:\n550 no null",
                host() + "response to \"MAIL FROM:<>\" was: 550 no null",
                "mail"));
    String cached = "(result of an earlier callout reused).";
    assertThat(recipient()).isEqualTo(new Verified.Bad(cached, cached, "mail"));
  }

  @Test
  void aDeferralIsNoAnswerUnlessItWillDo() throws Exception {
    serve("C: MAIL FROM:<>", "S: 250 ok", "C: RCPT TO:<u@dest.example>", "S: 450 later");
    String log =
        DULL
            + ": "
            + host()
            + "SMTP error from remote mail server after RCPT TO:<u@dest.example>: 450 later";
    assertThat(recipient()).isEqualTo(new Verified.Unknown(DULL, log));
    assertThat(recipient("defer_ok")).isInstanceOf(Verified.Good.class);
    main = main.with(Option.bool("smtp_return_error_details", false), true);
    assertThat(((Verified.Unknown) recipient()).userMessage())
        .isEqualTo(
            DULL
                + " for <u@dest.example>.\n"
                + "The mail server(s) for the domain may be temporarily unreachable, or\n"
                + "they may be permanently unreachable from this server. In the latter case,\n"
                + "the address will never be accepted.");
  }

  @Test
  void aHostThatCannotBeReachedIsNoAnswer() throws Exception {
    // Held and not listening, so that no other program can take the port meanwhile.
    try (Socket holder = new Socket()) {
      holder.bind(new InetSocketAddress("127.0.0.1", 0));
      port = holder::getLocalPort;
      assertThat(recipient())
          .isEqualTo(new Verified.Unknown(DULL, DULL + ": " + host() + "Connection refused"));
    }
  }

  @Test
  void aHostThatDripsIsLeft() throws Exception {
    serve("C: MAIL FROM:<>", "S< 250-", "DRIP x");
    assertThat(recipient("1s"))
        .isEqualTo(
            new Verified.Unknown(DULL, DULL + ": " + host() + "SMTP timeout after MAIL FROM:<>"));
  }

  @Test
  void aHostThatTakesAnybodyTellsNothing() throws Exception {
    serve(
        "C: MAIL FROM:<>",
        "S: 250 ok",
        "C: RCPT TO:<client.example-1-testing@dest.example>",
        "S: 250 ok");
    assertThat(recipient("random")).isInstanceOf(Verified.Good.class);
    assertThat(recipient("random")).isInstanceOf(Verified.Good.class);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aHostThatRefusesSomebodyIsAskedOn() throws Exception {
    serve(
        "C: MAIL FROM:<>",
        "S: 250 ok",
        "C: RCPT TO:<client.example-1-testing@dest.example>",
        "S: 550 no",
        "C: RSET",
        "S: 250 ok",
        "C: MAIL FROM:<>",
        "S: 250 ok",
        "C: RCPT TO:<u@dest.example>",
        "S: 250 ok");
    assertThat(recipient("random")).isInstanceOf(Verified.Good.class);
    connections.close();
    assertThat(server.wrong()).isEmpty();
  }

  @Test
  void thePostmasterMustBeTakenWhenAsked() throws Exception {
    serve(
        "C: MAIL FROM:<>",
        "S: 250 ok",
        "C: RCPT TO:<u@dest.example>",
        "S: 250 ok",
        "C: RSET",
        "S: 250 ok",
        "C: MAIL FROM:<>",
        "S: 250 ok",
        "C: RCPT TO:<postmaster@dest.example>",
        "S: 550 nobody");
    assertThat(((Verified.Bad) recipient("postmaster")).failureWord()).isEqualTo("postmaster");
    String cached = "(result of earlier verification reused).";
    assertThat(recipient("postmaster")).isEqualTo(new Verified.Bad(cached, cached, "postmaster"));
    assertThat(recipient()).isInstanceOf(Verified.Good.class);
  }

  @Test
  void fullPostmasterAsksForTheBareName() throws Exception {
    serve(
        "C: MAIL FROM:<s@src.example>",
        "S: 250 ok",
        "C: RCPT TO:<u@dest.example>",
        "S: 250 ok",
        "C: RSET",
        "S: 250 ok",
        "C: MAIL FROM:<>",
        "S: 250 ok",
        "C: RCPT TO:<postmaster@dest.example>",
        "S: 550 nobody",
        "C: RCPT TO:<postmaster>",
        "S: 250 ok");
    assertThat(recipient("use_sender", "fullpostmaster")).isInstanceOf(Verified.Good.class);
    assertThat(server.wrong()).isEmpty();
  }

  @Test
  void holdKeepsTheConnectionForTheNextQuestion() throws Exception {
    serve(
        "C: MAIL FROM:<>",
        "S: 250 ok",
        "C: RCPT TO:<u@dest.example>",
        "S: 250 ok",
        "C: RSET",
        "S: 250 ok",
        "C: MAIL FROM:<>",
        "S: 250 ok",
        "C: RCPT TO:<u@dest.example>",
        "S: 550 not any more",
        "C: RSET",
        "S: 250 ok");
    assertThat(recipient("hold", "no_cache")).isInstanceOf(Verified.Good.class);
    assertThat(recipient("hold", "no_cache")).isInstanceOf(Verified.Bad.class);
    connections.close();
    assertThat(server.wrong()).isEmpty();
  }
}
