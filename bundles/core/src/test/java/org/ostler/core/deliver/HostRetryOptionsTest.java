// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;
import org.ostler.testing.mail.MemoryExpandable;

/** Options of smtp transports about what is remembered of hosts and recipients that failed. */
class HostRetryOptionsTest {
  @TempDir Path directory;
  private DeliveryHouse house;

  @BeforeEach
  void open() throws Exception {
    house = new DeliveryHouse(directory);
    house.retry.add("* * F,2h,30m");
  }

  /** The host fails until the rules give it up; then another message comes. */
  private String afterCutoff() throws Exception {
    house.open();
    house.dead.add("mx.far.example");
    house.receive("s@example.com", "x@far.example");
    house.settle();
    for (int i = 0; i < 5; i++) {
      house.after(Duration.ofMinutes(30));
    }
    house.now = house.now.plusSeconds(60);
    house.log();
    house.delivered.clear();
    house.receive("s@example.com", "y@far.example");
    house.settle();
    return house.log();
  }

  @Test
  void aHostBeyondItsTimesIsLeftAloneUntilItsNext() throws Exception {
    assertThat(afterCutoff())
        .contains(
            "** y@far.example R=far T=smtp: all hosts for 'far.example' have been failing for a"
                + " long time (and retry time not reached)");
    assertThat(house.delivered.getFirst().transport()).isEqualTo("local"); // the bounce alone
  }

  @Test
  void orEachMessageTriesItOnce() throws Exception {
    house.smtp = house.smtp.with(TransportOptions.DELAY_AFTER_CUTOFF, false);
    assertThat(afterCutoff())
        .contains("== y@far.example R=far T=smtp defer (111): Connection refused");
  }

  @Test
  void aNameMayStandForAllItsAddresses() throws Exception {
    house.smtp =
        house.smtp.with(TransportOptions.RETRY_INCLUDE_IP_ADDRESS, new MemoryExpandable("no"));
    house.open();
    house.dead.add("mx.far.example");
    house.receive("s@example.com", "x@far.example");
    house.settle();
    house.zone = house.zone.replace("192.0.2.1", "192.0.2.77");
    house.log();
    house.receive("s@example.com", "y@far.example");
    house.settle();
    assertThat(house.log()).contains("defer (-54): retry time not reached for any host");
  }

  @Test
  void whatAHostSaysOfARecipientIsOfTheSenderToo() throws Exception {
    house.answers.put(
        "x@far.example",
        delivery ->
            new Outcome.Deferred(
                new Outcome.Trouble(
                    null,
                    Reply.of(450, "later"),
                    Cause.RCPT_4XX,
                    "SMTP error from remote mail server after RCPT TO:<x@far.example>: 450 later")));
    house.open().receive("s@example.com", "x@far.example");
    house.settle();
    house.delivered.clear();
    // A queue run leaves the address alone for the one sender and not for the other.
    house.receive(message -> message.controls.queueOnly = true, "s@example.com", "x@far.example");
    house.receive(message -> message.controls.queueOnly = true, "t@example.com", "x@far.example");
    house.run();
    house.settle();
    assertThat(house.delivered).hasSize(1);
    assertThat(house.delivered.getFirst().returnPath()).isEqualTo("t@example.com");
  }
}
