// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.DsnRequest.Notify;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.testing.mail.MemoryAddressee;
import org.ostler.testing.mail.MemoryContent;
import org.ostler.testing.mail.MemoryDelivery;
import org.ostler.testing.mail.MemoryEnvelope;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;

/** Deliveries to test with. */
final class Sample {
  static final String ID = "1xUZt7-00019p-0E";

  private Sample() {}

  /** A small message to two recipients. */
  static MemoryDelivery small() {
    MemoryMail mail =
        new MemoryMail()
            .from(MemoryPeer.at("192.0.2.5", "h.example.com"))
            .carrying(MemoryEnvelope.of("s@example.com", "a@b.test", "c@b.test").withQueueId(ID))
            .headed(smallHeader());
    return new MemoryDelivery(
        mail,
        small("line one\n.dot\nFrom here\n"),
        MemoryAddressee.of("a@b.test"),
        MemoryAddressee.of("c@b.test"));
  }

  static MemoryContent small(String body) {
    return new MemoryContent(List.of(smallHeader()), body);
  }

  private static HeaderField[] smallHeader() {
    return new HeaderField[] {
      new HeaderField("Received", " from h.example.com\n\tby mail.example.net"),
      new HeaderField("From", " s@example.com"),
      new HeaderField("Message-ID", " <1@example.com>"),
      new HeaderField("Subject", " " + octets("gr\u00fcn"))
    };
  }

  /** What the real Exim received when the file {@code received-H.txt} was read off it. */
  static MemoryDelivery received() {
    List<Recipient> recipients =
        List.of(
            new Recipient(
                "a@b.test",
                new DsnRequest(Set.of(Notify.SUCCESS, Notify.DELAY), "rfc822;a+2Bx@b.test")),
            new Recipient("b@b.test", new DsnRequest(Set.of(Notify.NEVER), "")),
            new Recipient("c@b.test"),
            new Recipient("d@b.test", new DsnRequest(Set.of(Notify.FAILURE), "")),
            new Recipient("e@b.test", new DsnRequest(Set.of(), "rfc822;e@b.test")));
    MemoryMail mail =
        new MemoryMail()
            .from(MemoryPeer.at("192.0.2.5", "[192.0.2.5]").named("h.example.com"))
            .carrying(
                new MemoryEnvelope(
                        new ReversePath("s@example.com"),
                        recipients,
                        null,
                        "esmtp",
                        Instant.parse("2026-11-21T01:27:33.071435Z"))
                    .withQueueId(ID))
            .set("acl_m0", "hello")
            .set("sender_ident", "root")
            .headed(fields().toArray(HeaderField[]::new));
    Addressee[] addressees =
        recipients.stream()
            .map(recipient -> new MemoryAddressee(recipient.address(), recipient, null, null))
            .toArray(Addressee[]::new);
    return new MemoryDelivery(
        mail,
        new MemoryContent(List.of(new HeaderField("X-Added", " by the transport")), "body\n.dot\n"),
        addressees);
  }

  private static List<HeaderField> fields() {
    List<HeaderField> fields = new ArrayList<>();
    fields.add(
        new HeaderField(
            "Received",
            " from h.example.com ([192.0.2.5] ident=root)\n"
                + "\tby mail.example.net with esmtp (Exim 4.96)\n"
                + "\t(envelope-from <s@example.com>)\n"
                + "\tid 1xUZt7-00019p-0E;\n"
                + "\tSat, 21 Nov 2026 01:27:33 +0000"));
    for (String name :
        List.of(
            "Bcc",
            "Cc",
            "Date",
            "Delivery-Date",
            "Envelope-To",
            "From",
            "Message-ID",
            "MIME-Version",
            "Received",
            "Reply-To",
            "Return-Path",
            "Sender",
            "Subject",
            "To",
            "X-Foo",
            "Resent-To",
            "List-Id",
            "lines")) {
      fields.add(new HeaderField(name, " a@b.test"));
    }
    fields.add(new HeaderField("Folded", " x\n\ty"));
    return fields;
  }

  private static String octets(String unicode) {
    return new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
