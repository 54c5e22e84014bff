// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.QueueId;
import org.ostler.core.queue.QueueOperations;

/** The words were read off Exim 4.96. */
class QueueOperationsTest {
  @TempDir Path directory;
  private DeliveryHouse house;
  private QueueOperations operations;
  private QueueId id;

  @BeforeEach
  void receive() throws Exception {
    house = new DeliveryHouse(directory);
    house.retry.add("far.example * F,4d,15m");
    house.dead.add("mx.far.example");
    house.open();
    id = house.receive("s@example.com", "list@example.com", "y@far.example");
    house.settle();
    house.log();
    operations = new QueueOperations(house.queue, house.deliverer, ZoneOffset.UTC);
  }

  @Test
  void lists() throws Exception {
    QueueId other = house.receive("", "z@far.example", "ann@example.com");
    house.settle();
    house.now = house.now.plus(Duration.ofHours(3));
    assertThat(operations.list("").text())
        .isEqualTo(
            " 3h   200 "
                + id
                + " <s@example.com>\n"
                + "          list@example.com\n"
                + "          y@far.example\n\n"
                + " 3h   200 "
                + other
                + " <>\n"
                + "          z@far.example\n"
                + "        D ann@example.com\n\n");
    assertThat(operations.list("u").text()).doesNotContain("ann@");
    assertThat(operations.list("a").text())
        .contains("       +D ann@example.com\n       +D bob@example.com\n");
    assertThat(operations.count().text()).isEqualTo("2\n");
  }

  @Test
  void freezesAndThaws() throws Exception {
    assertThat(operations.freeze(id, "root").text())
        .isEqualTo("Message " + id + " is now frozen\n");
    assertThat(operations.freeze(id, "root").text())
        .isEqualTo("Message " + id + " is already frozen\n");
    assertThat(operations.list("").text()).contains("<s@example.com> *** frozen ***\n");
    house.dead.clear();
    house.after(Duration.ofHours(1));
    assertThat(house.spool.ids()).contains(id);
    assertThat(operations.thaw(id, "root").text())
        .isEqualTo("Message " + id + " is no longer frozen\n");
    assertThat(operations.thaw(id, "root").text()).isEqualTo("Message " + id + " is not frozen\n");
    assertThat(house.log()).contains("frozen by root").contains("unfrozen by root");
    house.after(Duration.ZERO);
    assertThat(house.log()).endsWith("Completed");
  }

  @Test
  void deliversAtOnce() throws Exception {
    house.dead.clear();
    operations.deliver(id, "root");
    house.settle();
    assertThat(house.log())
        .contains("=> y@far.example")
        .contains("-> x@far.example <list@example.com>")
        .endsWith("Completed");
  }

  @Test
  void givesUp() throws Exception {
    operations.giveUp(id, "root");
    house.settle();
    assertThat(house.log()).startsWith("cancelled by root\n<= <> R=" + id).contains("Completed");
    assertThat(house.delivered.getLast().content())
        .contains("  list@example.com\n    delivery cancelled by administrator\n");
    assertThat(house.spool.ids()).isEmpty();
  }

  @Test
  void removes() throws Exception {
    assertThat(operations.remove(id, "root").text())
        .isEqualTo("Message " + id + " has been removed\n");
    assertThat(operations.remove(id, "root").text())
        .startsWith("Spool data file for " + id + " does not exist\n");
    assertThat(house.log()).isEqualTo("removed by root\nCompleted");
  }

  @Test
  void edits() throws Exception {
    assertThat(operations.addRecipients(id, List.of("new@example.com"), "root").text())
        .isEqualTo("Message " + id + " has been modified\n");
    assertThat(operations.markDelivered(id, List.of("none@example.com"), "root").text())
        .isEqualTo(
            "Message "
                + id
                + " - error while marking as delivered:\n"
                + "  none@example.com is not a recipient: message not updated\n");
    assertThat(operations.editSender(id, "bad", "root").text())
        .isEqualTo(
            "Message "
                + id
                + " - error while editing sender:\n  bad address bad: domain missing\n");
    operations.editSender(id, "boss@example.com", "root");
    operations.markDelivered(id, List.of("y@far.example", "list@example.com"), "root");
    house.after(Duration.ZERO);
    assertThat(house.log())
        .contains("recipient <new@example.com> added by root")
        .contains("sender address changed to <boss@example.com> by root")
        .contains("address <y@far.example> marked delivered by root")
        .contains("=> new <new@example.com> R=local T=local")
        .endsWith("Completed");
    assertThat(house.delivered.getLast().returnPath()).isEqualTo("boss@example.com");
  }

  @Test
  void shows() throws Exception {
    assertThat(operations.viewBody(id).text()).isEqualTo(id + "-D\nbody\n");
    assertThat(operations.viewCopy(id).text())
        .isEqualTo("From: s@example.com\nSubject: hi\nMessage-Id: <1@example.com>\n\nbody\n");
    assertThat(operations.viewHeaders(id).text())
        .startsWith(id + "-H\n")
        .contains("<s@example.com>\n")
        .contains("\n2\nlist@example.com\ny@far.example\n\n020F From: s@example.com\n");
    assertThat(operations.viewLog(id).text())
        .startsWith("2026-11-21 08:30:00 Received from s@example.com P=esmtp S=200")
        .contains("2026-11-21 08:30:00 ann@example.com: local transport succeeded\n")
        .contains("2026-11-21 08:30:00 H=mx.far.example [192.0.2.1] Connection refused\n")
        .contains(
            "2026-11-21 08:30:00 y@far.example R=far T=smtp defer (111): Connection refused\n");
  }
}
