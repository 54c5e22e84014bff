// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Content;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.RecordedEvents;
import org.ostler.core.mail.Situation;
import org.ostler.testing.mail.MemoryContent;
import org.ostler.testing.mail.MemoryDelivery;
import org.ostler.testing.mail.MemoryEnvelope;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

/** A delivery with core's own view of mail. */
public final class SampleDelivery extends MemoryDelivery {
  private static final String ID = "1xUaRb-00071F-1F";

  private final Situation situation;
  private final List<Outcome.Trouble> troubles = new ArrayList<>();

  private SampleDelivery(Situation situation, MemoryMail mail, Content content, Address[] to) {
    super(mail, content, to);
    this.situation = situation;
  }

  /** From {@code s@src.example}; variables are the host's name and those of the message's text. */
  public static SampleDelivery of(String message, String... recipients) {
    return from("s@src.example", message, recipients);
  }

  /** {@code message}: header fields, an empty line and a body, LF line ends. */
  public static SampleDelivery from(String sender, String message, String... recipients) {
    return told(null, sender, message, recipients);
  }

  /** The same, whose events are heard. */
  public static SampleDelivery told(
      @Nullable RecordedEvents events, String sender, String message, String... recipients) {
    int blank = message.indexOf("\n\n");
    Message envelope = new Message(MemoryEnvelope.RECEIVED);
    envelope.queueId(new QueueId(ID));
    envelope.sender(new ReversePath(sender));
    List<HeaderField> fields =
        message.substring(0, blank + 1).lines().map(SampleDelivery::field).toList();
    envelope.headerFields(fields);
    envelope.longestLine = message.lines().mapToInt(String::length).max().orElse(0);
    Address[] addresses =
        Arrays.stream(recipients).map(r -> Address.of(new Recipient(r))).toArray(Address[]::new);
    Map<String, String> known = new HashMap<>();
    known.put("primary_hostname", "client.example");
    known.put("qualify_domain", "client.example");
    known.put("tod_bsdinbox", "Sat Nov 21 01:09:36 2026");
    Situation.Variables variables =
        (name, view) -> {
          InetSocketAddress end = view.ownEnd.get();
          if (name.equals("sending_ip_address") && end != null) {
            return Text.of(end.getAddress().getHostAddress());
          }
          Text found = view.findings().value(name);
          String value = known.get(name);
          return found != null ? found : value == null ? null : Text.of(value);
        };
    Situation situation =
        new Situation(
            events == null ? variables : events.variables(variables),
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, MemoryEnvelope.RECEIVED),
            envelope);
    MemoryMail mail =
        new MemoryMail().carrying(MemoryEnvelope.of(sender, recipients).withQueueId(ID));
    Content content = new MemoryContent(fields, message.substring(blank + 2));
    return new SampleDelivery(situation, mail, content, addresses);
  }

  private static HeaderField field(String line) {
    int colon = line.indexOf(':');
    return new HeaderField(line.substring(0, colon), line.substring(colon + 1));
  }

  /** Hosts that were of no use, in order. */
  public List<Outcome.Trouble> troubles() {
    return troubles;
  }

  @Override
  public void troubled(Outcome.Trouble trouble) {
    troubles.add(trouble);
  }

  /** The message in hand. */
  public Message envelope() {
    return situation.envelope();
  }

  /** The address with that number. */
  public Address address(int index) {
    return (Address) addressees().get(index);
  }

  /** The outcome of the address with that number. */
  public Outcome outcome(int index) {
    Outcome outcome = outcomes().get(addressees().get(index));
    if (outcome == null) {
      throw new AssertionError("nothing was reported for address " + index);
    }
    return outcome;
  }

  /** The reason of the deferral or failure of the address with that number. */
  public String reason(int index) {
    return switch (outcome(index)) {
      case Outcome.Deferred deferred -> deferred.trouble().reason();
      case Outcome.Failed failed -> failed.trouble().reason();
      default -> "delivered";
    };
  }

  @Override
  public MailView view(Addressee addressee) {
    return situation.with((Address) addressee);
  }
}
