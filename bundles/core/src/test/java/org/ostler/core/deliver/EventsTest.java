// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.event.Event;
import org.ostler.api.mail.QueueId;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Events;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.QueueOperations;

/** Which events deliveries tell, with what data; read off Exim 4.96 with an action that logs. */
class EventsTest {
  @TempDir Path directory;
  private DeliveryHouse house;
  private final List<String> told = new ArrayList<>();
  private final List<Integer> notes = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    house = new DeliveryHouse(directory);
    house.retry.add("far.example * F,1h,15m");
    house.events =
        new Events() {
          @Override
          public boolean areHeard() {
            return true;
          }

          @Override
          public String tell(Event event, Situation view) {
            Address address = view.addressee();
            NextHop hop = view.hop;
            notes.add(house.spool.noted);
            told.add(
                event.part().name()
                    + " "
                    + event.name()
                    + " <"
                    + event.data()
                    + "> "
                    + event.errorNumber()
                    + " "
                    + (address == null ? "" : address.address())
                    + " "
                    + (hop == null ? "" : hop.name()));
            return "";
          }
        };
    house.open();
  }

  private static Outcome.Trouble trouble(Cause cause, String text) {
    NextHop host = new NextHop("mx.far.example", "192.0.2.1", 0, 10, false);
    return new Outcome.Trouble(
        host, Reply.of(Integer.parseInt(text.substring(0, 3)), text.substring(4)), cause, text);
  }

  @Test
  void tellsDeliveriesOnceTheyAreOnDiskAndThenTheEnd() throws Exception {
    house.receive("s@example.com", "ann@example.com", "x@far.example", "y@far.example");
    house.settle();
    assertThat(told)
        .containsExactly(
            "local msg:delivery <> 0 ann@example.com ",
            "smtp msg:delivery <250 taken> 0 x@far.example mx.far.example",
            "smtp msg:delivery <250 taken> 0 y@far.example mx.far.example",
            " msg:complete <> 0  ");
    assertThat(notes).first().isEqualTo(1);
  }

  @Test
  void tellsFailuresOfRoutingAndOfDelivery() throws Exception {
    house.answers.put(
        "x@far.example", d -> new Outcome.Failed(trouble(Cause.OTHER, "550 no such")));
    house.answers.put(
        "bob@example.com", d -> new Outcome.Failed(Outcome.Trouble.of("it returned 1")));
    house.receive("", "unknown@example.com", "x@far.example", "bob@example.com");
    house.settle();
    assertThat(told)
        .contains(
            " msg:fail:internal <Unrouteable address> 0 unknown@example.com ",
            "smtp msg:fail:delivery <550 no such> 0 x@far.example mx.far.example",
            "local msg:fail:delivery <> 0 bob@example.com ");
  }

  @Test
  void tellsWhatAnAdministratorGivesUpOrRemoves() throws Exception {
    house.dead.add("mx.far.example");
    QueueId first = house.receive("", "x@far.example", "y@far.example", "ann@example.com");
    QueueId second = house.receive("", "z@far.example");
    house.settle();
    told.clear();
    QueueOperations operations = new QueueOperations(house.queue, house.deliverer, ZoneOffset.UTC);
    operations.remove(first, "root");
    assertThat(told)
        .containsExactly(
            " msg:fail:internal <message removed by root> 0 x@far.example ",
            " msg:fail:internal <message removed by root> 0 y@far.example ",
            " msg:complete <> 0  ");
    told.clear();
    operations.giveUp(second, "root");
    house.settle();
    assertThat(told)
        .containsExactly(
            " msg:fail:internal <delivery cancelled by administrator> 0 z@far.example ");
  }

  @Test
  void tellsDeferralsOfRecipientsSinglyAndAnyOtherOnce() throws Exception {
    Outcome.Trouble single = trouble(Cause.RCPT_4XX, "451 not you");
    Outcome.Trouble all = trouble(Cause.MAIL_4XX, "451 nobody");
    house.answers.put("x@far.example", d -> new Outcome.Deferred(single));
    house.answers.put("y@far.example", d -> new Outcome.Deferred(all));
    house.answers.put("z@far.example", d -> new Outcome.Deferred(all));
    house.answers.put(
        "ann@example.com", d -> new Outcome.Deferred(Outcome.Trouble.of("no such file")));
    house.receive(
        "s@example.com", "x@far.example", "y@far.example", "z@far.example", "ann@example.com");
    house.settle();
    assertThat(told)
        .filteredOn(event -> event.matches("\\w+ msg:.*(defer|fail).*"))
        .containsExactlyInAnyOrder(
            "smtp msg:rcpt:defer <451 not you> -44 x@far.example mx.far.example",
            "smtp msg:defer <451 nobody> -45 y@far.example mx.far.example",
            // example.com has no retry rule, so its first deferral is the last
            "local msg:fail:delivery <no such file: retry timeout exceeded> 0 ann@example.com ");
  }
}
