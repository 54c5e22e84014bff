// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.Waiting;
import org.ostler.testing.transport.TransportDriverContract;

@Timeout(60)
class SmtpTransportTest implements TransportDriverContract {
  private static final String MESSAGE = "Subject: test\n\nhello\n";
  private static final String[] GREETING = {
    "S: 220 mx.example", "C: EHLO client.example", "S: 250-mx.example", "S: 250 PIPELINING"
  };
  private static final String[] MAIL = {
    "C: MAIL FROM:<s@src.example>",
    "C: RCPT TO:<*",
    "C: DATA",
    "S: 250 ok",
    "S: 250 ok",
    "S: 354 go",
    "DATA",
    "S: 250 OK"
  };

  private final ClientHouse house = new ClientHouse();
  private final MemorySettings settings = MemorySettings.named("t");
  private ScriptedServer server = ScriptedServer.playing("CLOSE");

  @AfterEach
  void close() {
    house.close();
    server.close();
  }

  private static List<String> script(String[]... parts) {
    return java.util.Arrays.stream(parts).flatMap(java.util.Arrays::stream).toList();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array goes into a list at once
  private void serve(List<String>... connections) {
    server.close();
    server = ScriptedServer.on("127.0.0.1", 0, List.of(connections));
  }

  private NextHop hop() {
    return new NextHop("mx.example", "127.0.0.1", server.port(), -1, false);
  }

  private SampleDelivery deliver(Settings with, String message) throws Exception {
    SampleDelivery delivery = SampleDelivery.of(message, "a@dest.example");
    delivery.to(hop());
    house.transport(with).deliver(delivery);
    return delivery;
  }

  @Override
  public TransportDriver driver() {
    return house.driver();
  }

  @Override
  public Settings working() {
    return settings;
  }

  @Override
  public Settings broken() {
    return settings.with(ClientOptions.MESSAGE_LINELENGTH_LIMIT, 3);
  }

  @Override
  public SampleDelivery delivery() {
    serve(
        script(
            GREETING,
            new String[] {"C: MAIL *", "C: RCPT *", "C: RCPT *", "C: DATA"},
            new String[] {"S: 250 ok", "S: 250 ok", "S: 250 ok", "S: 354 go", "DATA", "S: 250 OK"},
            new String[] {"CLOSE"}));
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example", "b@dest.example");
    delivery.to(hop());
    return delivery;
  }

  @Test
  void refusalsTellHowTheHostIntroducedItself() throws Exception {
    serve(
        script(
            new String[] {"S: 220-one", "S: 220 two", "C: EHLO *", "S: 250-mx", "S: 250 HELP"},
            new String[] {"C: MAIL *", "S: 550 no"}));
    Outcome.Failed failed = (Outcome.Failed) deliver(settings, MESSAGE).outcome(0);
    assertThat(failed.trouble().introduction())
        .isEqualTo(new Outcome.Introduction(Reply.of(220, "one\ntwo"), Reply.of(250, "mx\nHELP")));
  }

  @Test
  void aRefusedConnectionTellsItsGreeting() throws Exception {
    serve(script(new String[] {"S: 554 go away", "C: QUIT"}));
    Outcome.Failed failed = (Outcome.Failed) deliver(settings, MESSAGE).outcome(0);
    assertThat(failed.trouble().introduction())
        .isEqualTo(new Outcome.Introduction(Reply.of(554, "go away"), null));
  }

  @Test
  void connectionsServeManyMessages() throws Exception {
    serve(script(GREETING, MAIL, MAIL, MAIL));
    for (int i = 0; i < 3; i++) {
      assertThat(deliver(settings, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    }
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.wrong()).isEmpty();
  }

  @Test
  void aConnectionServesNoMoreMessagesThanItMay() throws Exception {
    serve(script(GREETING, MAIL, MAIL, new String[] {"C: QUIT"}));
    MemorySettings two = settings.with(ClientOptions.CONNECTION_MAX_MESSAGES, 2);
    for (int i = 0; i < 4; i++) {
      assertThat(deliver(two, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    }
    assertThat(server.connections()).isEqualTo(2);
  }

  /** Each waits for its turn, and then finds the connection of the one before. */
  @Test
  void aHostOfSerializeHostsHasOneConnectionAtATime() throws Exception {
    serve(script(GREETING, MAIL, MAIL, MAIL, MAIL, MAIL));
    Settings one = settings.withText(ClientOptions.SERIALIZE_HOSTS, "127.0.0.1");
    TransportDriver.Prepared transport = house.transport(one);
    List<SampleDelivery> deliveries = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
      delivery.to(hop());
      deliveries.add(delivery);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      transport.deliver(delivery);
                    } catch (InterruptedException stop) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (SampleDelivery delivery : deliveries) {
      assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    }
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.wrong()).isEmpty();
  }

  /** {@code -oB}. */
  @Test
  void theCommandLineMaySayHowManyMessagesAConnectionServes() throws Exception {
    serve(script(GREETING, MAIL, MAIL), script(GREETING, MAIL, new String[] {"C: QUIT"}));
    assertThat(deliver(settings, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    SampleDelivery alone = SampleDelivery.of(MESSAGE, "a@dest.example");
    alone.envelope().controls.messagesPerConnection = 1;
    alone.to(hop());
    house.transport(settings).deliver(alone);
    assertThat(alone.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(server.connections()).isEqualTo(2);
    assertThat(deliver(settings, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(server.connections()).isEqualTo(2);
    assertThat(server.wrong()).isEmpty();
  }

  @Test
  void aWaitingConnectionThatDiedIsNobodysFault() throws Exception {
    serve(script(GREETING, MAIL, new String[] {"CLOSE"}), script(GREETING, MAIL));
    deliver(settings, MESSAGE);
    SampleDelivery second = deliver(settings, MESSAGE);
    assertThat(second.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(second.troubles()).isEmpty();
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aWaitingConnectionThatSays421IsNobodysFault() throws Exception {
    serve(
        script(GREETING, MAIL, new String[] {"S: 421 tired of waiting", "CLOSE"}),
        script(GREETING, MAIL));
    deliver(settings, MESSAGE);
    assertThat(deliver(settings, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aFreshConnectionThatDiesIsTheHostsFault() throws Exception {
    serve(script(GREETING, new String[] {"C: *", "CLOSE"}));
    SampleDelivery delivery = deliver(settings, MESSAGE);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Deferred.class);
    assertThat(delivery.troubles())
        .extracting(Outcome.Trouble::cause)
        .containsExactly(Cause.LOST_CONNECTION);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void dotsAreDoubledAndLinesEndedOnTheWire() throws Exception {
    serve(script(GREETING, MAIL));
    deliver(settings, "Subject: x\n\n.dot\n..two\nbare\rreturn\nend\r\n.\nno end");
    assertThat(server.bodies())
        .containsExactly(
            "Subject: x\r\n\r\n..dot\r\n...two\r\nbare return\r\nend\r\n..\r\nno end\r\n");
  }

  @Test
  void anEmptyBodyIsAnEmptyBody() throws Exception {
    serve(script(GREETING, MAIL));
    deliver(settings, "Subject: x\n\n");
    assertThat(server.bodies()).containsExactly("Subject: x\r\n\r\n");
  }

  @Test
  void chunksAddUpToTheMessage() throws Exception {
    String body = (".line " + "x".repeat(70) + "\n").repeat(10_000);
    serve(
        List.of(
            "S: 220 mx",
            "C: EHLO *",
            "S: 250-mx",
            "S: 250-PIPELINING",
            "S: 250 CHUNKING",
            "C: MAIL *",
            "C: RCPT *",
            "S: 250 ok",
            "S: 250 ok",
            "BDAT",
            "S: 250 ok",
            "BDAT",
            "S: 250 ok",
            "BDAT",
            "S: 250 ok",
            "BDAT",
            "S: 250 all"));
    assertThat(deliver(settings, "Subject: x\n\n" + body).outcome(0))
        .isEqualTo(new Outcome.Delivered(hop(), "250 all"));
    assertThat(String.join("", server.bodies()))
        .isEqualTo("Subject: x\r\n\r\n" + body.replace("\n", "\r\n"));
    assertThat(server.heard().get(server.heard().size() - 1)).endsWith(" LAST");
  }

  @Test
  void aMessageThatIsRefusedEarlyIsNotSentToItsEnd() throws Exception {
    serve(
        List.of(
            "S: 220 mx",
            "C: EHLO *",
            "S: 250-mx",
            "S: 250-PIPELINING",
            "S: 250 CHUNKING",
            "C: MAIL *",
            "C: RCPT *",
            "S: 250 ok",
            "S: 250 ok",
            "BDAT",
            "S: 552 too long",
            "HOLD"));
    SampleDelivery delivery = deliver(settings, "Subject: x\n\n" + "x\n".repeat(4_000_000));
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
    assertThat(delivery.reason(0))
        .isEqualTo(
            "SMTP error from remote mail server after pipelined sending data block: 552 too long");
  }

  @Test
  void aPeerThatNeverReadsIsLeft() throws Exception {
    serve(
        List.of(
            "S: 220 mx",
            "C: EHLO *",
            "S: 250 mx",
            "C: MAIL *",
            "S: 250 ok",
            "C: RCPT *",
            "S: 250 ok",
            "C: DATA",
            "S: 354 go",
            "DEAF"));
    MemorySettings hasty = settings.with(ClientOptions.DATA_TIMEOUT, Duration.ofMillis(300));
    SampleDelivery delivery = deliver(hasty, "Subject: x\n\n" + "x\n".repeat(8_000_000));
    assertThat(delivery.reason(0))
        .matches("SMTP timeout after sending data block \\([0-9]+ bytes written\\)");
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Deferred.class);
  }

  @Test
  void manyRecipientsArePipelinedInGroups() throws Exception {
    String[] recipients = new String[250];
    java.util.ArrayList<String> script = new java.util.ArrayList<>(List.of(GREETING));
    script.add("C: MAIL *");
    for (int i = 0; i < recipients.length; i++) {
      recipients[i] = "r" + i + "@dest.example";
      if (i % 100 == 0 && i > 0) {
        script.addAll(java.util.Collections.nCopies(i == 100 ? 101 : 100, "S: 250 ok"));
      }
      script.add("C: RCPT TO:<r" + i + "@dest.example>");
    }
    script.add("C: DATA");
    script.addAll(java.util.Collections.nCopies(50, "S: 250 ok"));
    script.addAll(List.of("S: 354 go", "DATA", "S: 250 OK"));
    serve(script);
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, recipients);
    delivery.to(hop());
    house.transport(settings.with(ClientOptions.MAX_RCPT, 0)).deliver(delivery);
    assertThat(delivery.outcomes().values())
        .hasSize(250)
        .allMatch(outcome -> outcome instanceof Outcome.Delivered);
    assertThat(server.wrong()).isEmpty();
  }

  private static NextHop at(int last, int preference) {
    // Port 1 of these is closed.
    return new NextHop("h" + last, "127.0.0." + last, 1, preference, false);
  }

  private List<String> tried(Settings with, NextHop... hops) throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.to(hops);
    house.transport(with).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Deferred.class);
    return delivery.troubles().stream()
        .map(trouble -> java.util.Objects.requireNonNull(trouble.host()).name())
        .toList();
  }

  @Test
  void noMoreHostsAreTriedThanAllowedButOneOfEachPreference() throws Exception {
    MemorySettings two = settings.with(ClientOptions.HOSTS_MAX_TRY, 2);
    assertThat(tried(two, at(11, 5), at(12, 5), at(13, 5))).containsExactly("h11", "h12");
    assertThat(tried(two, at(11, 5), at(12, 5), at(13, 5), at(14, 9), at(15, 9)))
        .containsExactly("h11", "h12", "h14");
    assertThat(tried(two, at(11, 5), at(12, 6), at(13, 7), at(14, 8)))
        .containsExactly("h11", "h12", "h13", "h14");
    MemorySettings hard = two.with(ClientOptions.HOSTS_MAX_TRY_HARDLIMIT, 3);
    assertThat(tried(hard, at(11, 5), at(12, 6), at(13, 7), at(14, 8)))
        .containsExactly("h11", "h12", "h13");
  }

  @Test
  void allAddressesOfAHostAreTried() throws Exception {
    TextZone zone = TextZone.of("mx.example A 127.0.0.21\nmx.example A 127.0.0.22");
    try (ClientHouse other = new ClientHouse(zone)) {
      SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
      delivery.to(
          new NextHop("mx.example", null, 1, 10, false),
          new NextHop("gone.example", null, 1, 20, false));
      other.transport(settings).deliver(delivery);
      assertThat(delivery.troubles())
          .extracting(t -> t.host() == null ? "" : t.host().name() + " " + t.host().address())
          .containsExactly("mx.example 127.0.0.21", "mx.example 127.0.0.22");
      assertThat(delivery.reason(0)).isEqualTo("unable to find address for host gone.example");
    }
  }

  @Test
  void aThreadThatIsAskedToStopStopsAndBlamesNobody() throws Exception {
    serve(script(GREETING, new String[] {"C: *", "HOLD"}));
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.to(hop());
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              house.transport(settings).deliver(delivery);
              return true;
            });
    Thread thread = Thread.ofVirtual().start(task);
    Waiting.until("MAIL", Duration.ofSeconds(10), () -> server.heard().size() > 1);
    thread.interrupt();
    assertThatThrownBy(task::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(delivery.troubles()).isEmpty();
  }

  @Test
  void aMessageInUtf8NeedsAServerThatTakesIt() throws Exception {
    serve(script(GREETING, new String[] {"C: QUIT"}));
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "\u00c3\u00bc@dest.example");
    delivery.envelope().smtputf8 = true;
    delivery.to(hop());
    house.transport(settings.withText(ClientOptions.UTF8_DOWNCONVERT, "0")).deliver(delivery);
    assertThat(delivery.reason(0))
        .isEqualTo("utf8 support required but not offered for forwarding");
  }

  @Test
  void parametersOfMailGoToServersThatOfferThem() throws Exception {
    serve(
        List.of(
            "S: 220 mx",
            "C: EHLO *",
            "S: 250-mx",
            "S: 250-SIZE 0",
            "S: 250-8BITMIME",
            "S: 250 SMTPUTF8",
            // Subject: test + blank line + hello, each ended by two octets, and size_addition
            "C: MAIL FROM:<s@src.example> SIZE=1048 BODY=8BITMIME SMTPUTF8",
            "S: 550 no",
            "C: QUIT"));
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.envelope().smtputf8 = true;
    delivery.envelope().bodyType = 8;
    delivery.envelope().bodyLines = 1;
    delivery.to(hop());
    house.transport(settings).deliver(delivery);
    house.close();
    assertThat(server.wrong()).isEmpty();
  }

  @Test
  void hostsOfTheTransportReplaceRoutedOnesWhenAsked() throws Exception {
    serve(script(GREETING, MAIL));
    MemorySettings override =
        settings
            .with(ClientOptions.HOSTS_OVERRIDE, true)
            .with(ClientOptions.ALLOW_LOCALHOST, true)
            .withText(ClientOptions.HOSTS, "127.0.0.1::" + server.port());
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.to(at(11, 5));
    house.transport(override).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    house.transport(override.with(ClientOptions.ALLOW_LOCALHOST, false)).deliver(delivery);
    assertThat(delivery.reason(0)).isEqualTo("t transport found host 127.0.0.1 to be local");
  }

  @Test
  void saysNoAddressThatWouldBeTwoCommands() throws Exception {
    serve(script(GREETING, MAIL));
    SampleDelivery delivery =
        SampleDelivery.of(MESSAGE, "\"a\nRSET\"@dest.example", "b@dest.example");
    delivery.to(hop());
    house.transport(settings).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
    assertThat(delivery.outcome(1)).isInstanceOf(Outcome.Delivered.class);
  }
}
