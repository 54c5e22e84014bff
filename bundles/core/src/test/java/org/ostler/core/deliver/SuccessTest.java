// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.DsnRequest.Notify;
import org.ostler.api.mail.Recipient;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Message;

/** What senders are told whose mail arrived, and of whom they want to hear nothing (RFC 3461). */
class SuccessTest {
  private static final NextHop HOST = new NextHop("mx.far.example", "192.0.2.1", 0, 10, false);

  @TempDir Path directory;
  private DeliveryHouse house;

  @BeforeEach
  void open() throws Exception {
    house = new DeliveryHouse(directory);
    house.retry.add("* * F,1h,15m");
    house.open();
  }

  private static Recipient asking(String address, Notify... words) {
    return new Recipient(address, new DsnRequest(Set.of(words), "rfc822;Orig+2B" + address));
  }

  private String report(Recipient... recipients) throws Exception {
    house.receive(message -> wish(message, recipients), "s@example.com");
    house.settle();
    return house.delivered.stream()
        .filter(one -> one.addresses().equals(List.of("s@example.com")))
        .map(DeliveryHouse.Delivered::content)
        .reduce("", String::concat);
  }

  private static void wish(Message message, Recipient... recipients) {
    message.recipients().addAll(List.of(recipients));
    message.dsnEnvelopeId = "QQ+2b31";
    message.dsnReturn = "FULL";
  }

  @Test
  void tellsOfMailboxes() throws Exception {
    String report = report(asking("ann@example.com", Notify.SUCCESS));
    assertThat(report)
        .contains("Auto-Submitted: auto-generated\n")
        .contains("To: s@example.com\n")
        .contains("Subject: Delivery Status Notification\n")
        .contains("multipart/report; report-type=delivery-status;")
        .contains(
            """

            Reporting-MTA: dns; localhost
            Original-Envelope-ID: QQ+2b31

            Original-Recipient: rfc822;Orig+2Bann@example.com
            Action: delivered
            Final-Recipient: rfc822;ann@example.com
            Status: 2.0.0

            --\
            """)
        .contains("Content-type: text/rfc822-headers\n")
        .doesNotContain("Content-type: message/rfc822\n");
  }

  @Test
  void tellsOfHostsThatTellNoMore() throws Exception {
    String report = report(asking("x@far.example", Notify.SUCCESS, Notify.FAILURE));
    assertThat(report)
        .contains("<x@far.example> (relayed to non-DSN-aware mailer)\n")
        .contains(
            """
            Action: relayed
            Final-Recipient: rfc822;x@far.example
            Status: 2.0.0
            Remote-MTA: dns; mx.far.example
            Diagnostic-Code: smtp; 250 taken
            """);
  }

  @Test
  void leavesItToHostsThatTakeItOver() throws Exception {
    house.answers.put(
        "x@far.example", d -> new Outcome.Delivered(HOST, "250 taken", Set.of("DSN")));
    assertThat(report(asking("x@far.example", Notify.SUCCESS))).isEmpty();
  }

  @Test
  void tellsOfListsOnceAndNamesNoneOfTheirMembers() throws Exception {
    house.answers.put(
        "x@far.example",
        d -> new Outcome.Deferred(new Outcome.Trouble(HOST, Reply.of(451, "later"), "451 later")));
    assertThat(report(asking("list@example.com", Notify.SUCCESS))).isEmpty();
    house.answers.clear();
    house.now = house.now.plusSeconds(7200);
    house.queue.tick();
    house.settle();
    List<String> reports =
        house.delivered.stream()
            .filter(one -> one.addresses().equals(List.of("s@example.com")))
            .map(DeliveryHouse.Delivered::content)
            .toList();
    assertThat(reports).hasSize(1);
    assertThat(reports.getFirst())
        .contains("Action: expanded\nFinal-Recipient: rfc822;list@example.com\n")
        .doesNotContain("ann@example.com")
        .doesNotContain("far.example");
  }

  @Test
  void tellsNothingThatWasNotAsked() throws Exception {
    assertThat(
            report(
                new Recipient("ann@example.com"),
                asking("bob@example.com", Notify.NEVER),
                asking("x@far.example", Notify.FAILURE, Notify.DELAY)))
        .isEmpty();
  }

  @Test
  void bouncesToThoseAloneWhoWantThem() throws Exception {
    Outcome.Trouble no = new Outcome.Trouble(HOST, Reply.of(550, "no"), "550 no");
    house.answers.put("x@far.example", d -> new Outcome.Failed(no));
    house.answers.put("y@far.example", d -> new Outcome.Failed(no));
    String report =
        report(asking("x@far.example", Notify.NEVER), asking("y@far.example", Notify.FAILURE));
    assertThat(report)
        .contains("Original-Recipient: rfc822;Orig+2By@far.example\nAction: failed\n")
        .doesNotContain("x@far.example");
    assertThat(house.log())
        .contains("x@far.example: error ignored: RFC 3461 DSN, failure notify not requested");
  }
}
