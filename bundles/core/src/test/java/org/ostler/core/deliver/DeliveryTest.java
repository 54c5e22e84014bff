// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.QueueOptions;
import org.ostler.core.report.ReportOptions;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemorySettings;

class DeliveryTest {
  private static final String REFUSAL =
      "SMTP error from remote mail server after RCPT TO:<x@far.example>: ";

  @TempDir Path directory;
  private DeliveryHouse house;

  @BeforeEach
  void open() throws Exception {
    house = new DeliveryHouse(directory);
    house.retry.add("far.example * F,1h,15m; G,4h,30m,2");
    house.open();
  }

  private static Outcome.Trouble reply(String text) {
    return new Outcome.Trouble(
        new org.ostler.api.routing.NextHop("mx.far.example", "192.0.2.1", 0, 10, false),
        Reply.of(Integer.parseInt(text.substring(0, 3)), text.substring(4)),
        REFUSAL + text);
  }

  @Test
  void deliversFromMemoryAndForgets() throws Exception {
    QueueId id = house.receive("s@example.com", "ann@example.com", "x@far.example");
    house.settle();
    assertThat(house.log())
        .isEqualTo(
            """
            <= s@example.com P=esmtp S=200 id=1@example.com
            => ann <ann@example.com> R=local T=local
            => x@far.example R=far T=smtp H=mx.far.example [192.0.2.1] C="250 taken"
            Completed\
            """);
    assertThat(house.spool.ids()).isEmpty();
    assertThat(house.queue.contains(id)).isFalse();
    assertThat(house.spool.opened).isZero();
  }

  @Test
  void needsOneRecordForTheUsualMessage() throws Exception {
    house.receive("s@example.com", "x@far.example");
    house.settle();
    assertThat(house.spool.noted).isZero();
    assertThat(house.spool.ids()).isEmpty();
  }

  @Test
  void givesOneDeliveryToAddressesOfOneHost() throws Exception {
    house.receive("s@example.com", "x@far.example", "y@far.example", "z@two.example");
    house.settle();
    assertThat(house.delivered)
        .extracting(DeliveryHouse.Delivered::addresses)
        .containsExactly(List.of("x@far.example", "y@far.example"), List.of("z@two.example"));
    assertThat(house.log()).contains("=> x@far.example").contains("-> y@far.example");
  }

  @Test
  void splitsByMaxRcptAndDomain() throws Exception {
    house.smtp = house.smtp.with(TransportOptions.MAX_RCPT, 2);
    house.receive("s@example.com", "1@far.example", "2@far.example", "3@far.example");
    house.settle();
    assertThat(house.delivered).hasSize(2);
  }

  @Test
  void mixesDomainsOfOneHostUnlessMultiDomainSaysNo() throws Exception {
    List<String> both = List.of("a@two.example", "b@too.example");
    house.receive("s@example.com", both.toArray(String[]::new));
    house.settle();
    assertThat(house.delivered)
        .extracting(DeliveryHouse.Delivered::addresses)
        .containsExactly(both);
    house.delivered.clear();
    house.smtp = house.smtp.with(TransportOptions.MULTI_DOMAIN, new MemoryExpandable("no"));
    house.receive("s@example.com", both.toArray(String[]::new));
    house.settle();
    assertThat(house.delivered)
        .extracting(DeliveryHouse.Delivered::addresses)
        .containsExactly(List.of("a@two.example"), List.of("b@too.example"));
  }

  @Test
  void retriesWhatIsDeferredAndRemembersTheRest() throws Exception {
    house.dead.add("mx.far.example");
    house.receive("s@example.com", "list@example.com");
    house.settle();
    assertThat(house.log())
        .endsWith(
            """
            => ann <list@example.com> R=local T=local
            => bob <list@example.com> R=local T=local
            H=mx.far.example [192.0.2.1] Connection refused
            == x@far.example <list@example.com> R=far T=smtp defer (111): Connection refused\
            """);
    house.after(Duration.ofMinutes(5));
    assertThat(house.log()).isEmpty();
    house.open(); // a crash: what was done stays done
    house.settle();
    house.queue.tick();
    house.settle();
    assertThat(house.log()).isEmpty();
    house.dead.clear();
    house.after(Duration.ofMinutes(10));
    assertThat(house.log())
        .isEqualTo(
            """
            => x@far.example <list@example.com> R=far T=smtp H=mx.far.example [192.0.2.1] C="250 taken"
            Completed\
            """);
  }

  @Test
  void waitsEvenWhenTheTransportBlamesNoHost() throws Exception {
    house.answers.put(
        "x@far.example", d -> new Outcome.Deferred(Outcome.Trouble.of("something else")));
    house.receive("s@example.com", "x@far.example");
    house.settle();
    house.after(Duration.ofMinutes(14));
    assertThat(house.delivered).hasSize(1);
    house.after(Duration.ofMinutes(1));
    assertThat(house.delivered).hasSize(2);
  }

  @Test
  void sparesDeadHosts() throws Exception {
    sparesThem();
  }

  @Test
  void sparesDeadHostsWhosePortTheTransportChose() throws Exception {
    house.port = 587;
    sparesThem();
  }

  private void sparesThem() throws Exception {
    house.dead.add("mx.far.example");
    house.receive("s@example.com", "x@far.example");
    house.settle();
    house.log();
    house.delivered.clear();
    house.receive("s@example.com", "y@far.example");
    house.settle();
    assertThat(house.delivered).isEmpty();
    assertThat(house.log())
        .endsWith(
            "== y@far.example R=far T=smtp defer (-54): retry time not reached for any host for"
                + " 'far.example'");
  }

  @Test
  void holdsAnAddressBackInQueueRuns() throws Exception {
    house.answers.put("x@far.example", d -> new Outcome.Deferred(reply("450 later")));
    house.receive("s@example.com", "x@far.example", "later@example.com");
    house.retry.add("* * F,1h,15m");
    house.settle();
    assertThat(house.log())
        .contains(
            "== x@far.example R=far T=smtp defer (-44) H=mx.far.example [192.0.2.1]: "
                + REFUSAL
                + "450 later")
        .contains("== later@example.com R=later defer (-1): try later");
    house.now = house.now.plusSeconds(60);
    house.run();
    house.settle();
    assertThat(house.delivered).hasSize(1);
  }

  @Test
  void givesUpWhenTheRulesDo() throws Exception {
    house.dead.add("mx.far.example");
    house.receive("s@example.com", "x@far.example");
    house.settle();
    for (int i = 0; i < 12; i++) {
      house.after(Duration.ofMinutes(30));
    }
    assertThat(house.log())
        .contains(
            "== x@far.example R=far T=smtp defer (111): Connection refused\n"
                + "** x@far.example: retry timeout exceeded\n"
                + "<= <> R=")
        .endsWith("Completed");
    assertThat(house.spool.ids()).isEmpty();
    assertThat(house.delivered.getLast().content()).contains("retry timeout exceeded");
  }

  @Test
  void failsAtOnceWithoutARule() throws Exception {
    house.receive("s@example.com", "later@example.com");
    house.settle();
    assertThat(house.log())
        .contains(
            """
            == later@example.com R=later defer (-1): try later
            ** later@example.com: retry timeout exceeded
            <= <> R=\
            """);
    assertThat(house.delivered.getLast().content()).contains("try later: retry timeout exceeded");
  }

  @Test
  void reportsFailuresToTheSender() throws Exception {
    house.answers.put("x@far.example", d -> new Outcome.Failed(reply("550 5.1.1 no such user")));
    house.receive("s@example.com", "x@far.example", "unknown@example.com", "hole@example.com");
    house.settle();
    assertThat(house.log())
        .contains("=> :blackhole: <hole@example.com> R=hole")
        .contains("** unknown@example.com: ")
        .contains(
            "** x@far.example R=far T=smtp H=mx.far.example [192.0.2.1]: "
                + REFUSAL
                + "550 5.1.1 no such user")
        .contains("=> s <s@example.com> R=local T=local");
    String bounce = house.delivered.getLast().content();
    assertThat(house.delivered.getLast().returnPath()).isEmpty();
    assertThat(bounce)
        .contains("Auto-Submitted: auto-replied\n")
        .contains("Subject: Mail delivery failed: returning message to sender\n")
        .contains("report-type=delivery-status")
        .contains("    host mx.far.example [192.0.2.1]\n")
        .contains("Final-Recipient: rfc822;x@far.example\n")
        .contains("Diagnostic-Code: smtp; 550 5.1.1 no such user\n")
        .contains("Message-Id: <1@example.com>\n\nbody\n");
    assertThat(house.spool.ids()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"bouncer@mail.example, bouncer@mail.example", ","})
  void saysForWhomABounceIs(@Nullable String option, @Nullable String told) throws Exception {
    List<Optional<String>> senders = new ArrayList<>();
    if (option != null) {
      house.main = house.main.with(ReportOptions.BOUNCE_SENDER_AUTHENTICATION, option);
    }
    house.answers.put(
        "s@example.com",
        d -> {
          Situation bounce = (Situation) d.view(d.addressees().getFirst());
          senders.add(Optional.ofNullable(bounce.envelope().authenticatedSender));
          return new Outcome.Delivered(null, "");
        });
    house.receive(
        message -> message.authenticatedSender = "other@example.com",
        "s@example.com",
        "unknown@example.com");
    house.settle();
    assertThat(senders).containsExactly(Optional.ofNullable(told));
  }

  @Test
  void freezesABounceThatNobodyWants() throws Exception {
    house.receive("", "unknown@example.com");
    house.settle();
    assertThat(house.log()).endsWith("Frozen (delivery error message)");
    assertThat(house.spool.ids()).hasSize(1);
    house.after(Duration.ofDays(1));
    house.run();
    house.settle();
    assertThat(house.log().lines()).element(1).isEqualTo("Message is frozen");
    house.after(Duration.ofDays(1));
    assertThat(house.log())
        .startsWith("Unfrozen by errmsg timer")
        .contains("unknown@example.com: error ignored")
        .endsWith("Completed");
  }

  @Test
  void cancelsWhatIsFrozenForTooLong() throws Exception {
    house.main = house.main.with(QueueOptions.TIMEOUT_FROZEN_AFTER, Duration.ofDays(1));
    house.open();
    house.receive("", "unknown@example.com");
    house.settle();
    house.after(Duration.ofDays(3));
    assertThat(house.log()).contains("cancelled by timeout_frozen_after").endsWith("Completed");
  }

  @Test
  void warnsAboutDelays() throws Exception {
    house.main = house.main.with(ReportOptions.DELAY_WARNING, List.of("20m", "40m"));
    house.dead.add("mx.far.example");
    house.receive("s@example.com", "x@far.example");
    house.settle().after(Duration.ofMinutes(15));
    assertThat(house.delivered.getLast().content()).doesNotContain("Warning");
    house.after(Duration.ofMinutes(15));
    assertThat(house.delivered.getLast().content())
        .contains("Subject: Warning: message ")
        .contains("delayed 20 minutes")
        .contains("Action: delayed\n");
    int warnings = house.delivered.size();
    house.after(Duration.ofMinutes(5));
    assertThat(house.delivered).hasSize(warnings);
  }

  @Test
  void losesNothingWhenTheDiskFails() throws Exception {
    house.receive("s@example.com", "x@far.example", "ann@example.com");
    house.spool.broken = true;
    house.settle();
    assertThat(house.log.panics).isNotEmpty();
    house.spool.broken = false;
    house.log();
    house.after(Duration.ofMinutes(2));
    assertThat(house.log()).endsWith("Completed");
    assertThat(house.delivered).hasSize(2);
  }

  @Test
  void survivesATransportThatThrows() throws Exception {
    house.answers.put(
        "x@far.example",
        d -> {
          throw new IllegalStateException("a bug");
        });
    house.retry.add("* * F,1h,15m");
    house.receive("s@example.com", "x@far.example");
    house.settle();
    assertThat(house.log.panics).hasSize(1);
    assertThat(house.log()).contains("== x@far.example R=far T=smtp defer");
    house.answers.clear();
    house.after(Duration.ofMinutes(20));
    assertThat(house.log()).endsWith("Completed");
  }

  @Test
  void addsAndRemovesFields() throws Exception {
    house.local =
        house
            .local
            .with(TransportOptions.RETURN_PATH_ADD, true)
            .with(TransportOptions.ENVELOPE_TO_ADD, true)
            .with(TransportOptions.DELIVERY_DATE_ADD, true)
            .withText(TransportOptions.HEADERS_ADD, "X-More: yes")
            .withText(TransportOptions.HEADERS_REMOVE, "subject : message-*");
    house.receive("s@example.com", "list@example.com");
    house.settle();
    assertThat(house.delivered.getFirst().content())
        .startsWith("Return-path: <s@example.com>\nEnvelope-to: list@example.com\nDelivery-date: ")
        .endsWith("From: s@example.com\nX-More: yes\n\nbody\n");
  }

  @Test
  void refusesWhatIsTooBigForTheTransport() throws Exception {
    house.smtp = house.smtp.withText(TransportOptions.MESSAGE_SIZE_LIMIT, "100");
    house.receive("s@example.com", "x@far.example");
    house.settle();
    assertThat(house.log())
        .contains("** x@far.example R=far T=smtp: message is too big (transport limit = 100)");
  }

  @Test
  void keepsWhatQueueOnlyHoldsBack() throws Exception {
    house.main = house.main.with(QueueOptions.QUEUE_ONLY, true);
    house.receive("s@example.com", "x@far.example");
    house.settle();
    assertThat(house.delivered).isEmpty();
    house.run();
    house.settle();
    assertThat(house.delivered).hasSize(1);
    assertThat(house.spool.ids()).isEmpty();
  }

  @Test
  void leavesMailboxesAloneUntilTheirTime() throws Exception {
    house.retry.add("ann@example.com * F,1h,15m");
    house.answers.put(
        "ann@example.com", d -> new Outcome.Deferred(Outcome.Trouble.of("mailbox is full")));
    house.receive("s@example.com", "ann@example.com", "x@far.example");
    house.settle();
    assertThat(house.log())
        .contains("== ann@example.com R=local T=local defer (-22): mailbox is full");
    house.dead.add("mx.far.example");
    house.receive("s@example.com", "ann@example.com", "y@far.example");
    house.settle();
    assertThat(house.delivered).as("a fresh message is tried").hasSize(4);
    house.answers.clear();
    house.after(Duration.ofMinutes(15));
    assertThat(house.log()).contains("=> ann <ann@example.com> R=local T=local\nCompleted");
  }

  @Test
  void holdsDomains() throws Exception {
    house.main = house.main.withText(DeliveryOptions.HOLD_DOMAINS, "far.example");
    house.receive("s@example.com", "x@far.example", "ann@example.com");
    house.settle();
    assertThat(house.log())
        .contains("== x@far.example defer (-23): domain is held\n")
        .contains("=> ann <ann@example.com>");
    house.main = house.main.withText(DeliveryOptions.HOLD_DOMAINS, "none.example");
    house.after(Duration.ofHours(1));
    assertThat(house.log()).endsWith("Completed");
  }

  @Test
  void stopsWithoutLosingWhatWaits() throws Exception {
    house.receive("s@example.com", "x@far.example");
    house.deliverer.stop();
    house.settle();
    house.receive("s@example.com", "y@far.example");
    house.settle();
    assertThat(house.deliverer.running()).isZero();
    assertThat(house.spool.ids()).isNotEmpty();
    house.open();
    house.after(Duration.ZERO);
    assertThat(house.spool.ids()).isEmpty();
  }

  @Test
  void parksMessagesForABusyHopAndComesBack() throws Exception {
    house.limits(new Hops.Limits(1, 1, 10, 1)).open();
    for (int i = 0; i < 8; i++) {
      house.receive("s@example.com", i + "@far.example");
    }
    house.receive("s@example.com", "z@two.example");
    house.settle();
    assertThat(house.spool.ids()).isEmpty();
    assertThat(house.delivered).hasSize(9);
  }

  /** A bug on the way to a transport must not keep the message in hand for ever. */
  @Test
  void aBatchThatBreaksIsTriedAgain() throws Exception {
    house.smtp = house.smtp.with(TransportOptions.RETURN_PATH, new Broken());
    house.receive("s@example.com", "x@far.example", "ann@example.com");
    house.settle();
    assertThat(house.log()).contains("a delivery broke").contains("=> ann");
    house.smtp = MemorySettings.named("smtp");
    house.after(Duration.ofMinutes(1));
    assertThat(house.log()).contains("=> x@far.example").endsWith("Completed");
    assertThat(house.delivered).hasSize(2);
  }

  @Test
  void aMessageThatCannotBeRoutedForABugIsTriedAgain() throws Exception {
    MemorySettings sound = house.main;
    house.main = house.main.with(DeliveryOptions.HOLD_DOMAINS, new Overflowing());
    house.receive("s@example.com", "ann@example.com");
    house.settle();
    assertThat(house.log()).contains("delivery cannot begin");
    house.main = sound;
    house.after(Duration.ofMinutes(5));
    assertThat(house.log()).endsWith("Completed");
  }

  @Test
  void holdsWhileItCannotTellWhatIsHeld() throws Exception {
    MemorySettings sound = house.main;
    house.main = house.main.with(DeliveryOptions.HOLD_DOMAINS, new Unreadable());
    house.receive("s@example.com", "ann@example.com");
    house.settle();
    assertThat(house.delivered).isEmpty();
    assertThat(house.log()).contains("domain is held");
    house.main = sound;
    house.after(Duration.ofMinutes(15));
    assertThat(house.log()).endsWith("Completed");
  }

  private static final class Unreadable implements MatchList {
    @Override
    public String source() {
      return "";
    }

    @Override
    public Match test(String subject, MailView mail) {
      return new Match.Deferred("the lookup of the list is away");
    }
  }

  /** A disk that is full for an hour must not fill mailboxes with sixty copies. */
  @Test
  void whatIsDeliveredIsNotDeliveredAgainWhileNothingCanBeNoted() throws Exception {
    house.answers.put(
        "ann@example.com",
        delivery -> {
          house.spool.broken = true;
          return new Outcome.Delivered(null, null);
        });
    house.receive("s@example.com", "ann@example.com");
    house.settle();
    for (int minutes = 0; minutes < 60; minutes++) {
      house.after(Duration.ofMinutes(1));
    }
    assertThat(house.delivered).hasSize(1);
    house.spool.broken = false;
    house.after(Duration.ofMinutes(5));
    assertThat(house.log()).endsWith("Completed");
    assertThat(house.delivered).hasSize(1);
    assertThat(house.spool.ids()).isEmpty();
  }

  @Test
  void aBounceThatFindsNoRoomDoesNotDoubleWhatWasDelivered() throws Exception {
    house.answers.put(
        "bob@example.com",
        delivery -> {
          house.spool.changesLeft = 0;
          return new Outcome.Failed(Outcome.Trouble.of("no such user"));
        });
    house.local = house.local.with(TransportOptions.BATCH_MAX, 10);
    house.local = house.local.with(TransportOptions.BATCH_ID, new MemoryExpandable("all"));
    house.receive("s@far.example", "ann@example.com", "bob@example.com");
    house.settle();
    house.answers.put(
        "bob@example.com", delivery -> new Outcome.Failed(Outcome.Trouble.of("no such user")));
    house.spool.changesLeft = -1;
    house.spool.broken = false;
    house.after(Duration.ofMinutes(5));
    assertThat(house.log()).contains("=> s@far.example").endsWith("Completed");
    assertThat(house.delivered.stream().filter(one -> one.addresses().contains("ann@example.com")))
        .hasSize(1);
  }

  private static final class Overflowing implements MatchList {
    @Override
    public String source() {
      return "";
    }

    @Override
    public Match test(String subject, MailView mail) {
      throw new StackOverflowError();
    }
  }

  private static final class Broken implements Expandable {
    @Override
    public String source() {
      return "";
    }

    @Override
    public Expansion expand(MailView mail) {
      throw new IllegalStateException("a bug");
    }
  }
}
