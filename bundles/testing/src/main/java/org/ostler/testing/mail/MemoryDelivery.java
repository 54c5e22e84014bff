// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Content;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;

/**
 * A delivery that remembers what was reported. The view's envelope must have a queue id and a
 * sender.
 */
public class MemoryDelivery implements Delivery {
  private final MemoryMail mail;
  private final List<Addressee> addressees;
  private final Content content;
  private final Map<Addressee, Outcome> outcomes = new LinkedHashMap<>();
  private List<NextHop> hosts = List.of();

  public MemoryDelivery(MemoryMail mail, Content content, Addressee... addressees) {
    this.mail = mail;
    this.content = content;
    this.addressees = List.of(addressees);
  }

  /** Gives the delivery its hosts. */
  public MemoryDelivery to(NextHop... nextHops) {
    hosts = List.of(nextHops);
    return this;
  }

  /** The reports, in their order. */
  public Map<Addressee, Outcome> outcomes() {
    return outcomes;
  }

  @Override
  public QueueId queueId() {
    return Objects.requireNonNull(mail.envelope().queueId(), "the envelope has no queue id");
  }

  @Override
  public ReversePath returnPath() {
    return Objects.requireNonNull(mail.envelope().sender(), "the envelope has no sender");
  }

  @Override
  public List<Addressee> addressees() {
    return addressees;
  }

  @Override
  public List<NextHop> hosts() {
    return hosts;
  }

  @Override
  public MailView view(Addressee addressee) {
    return mail.about(addressee);
  }

  @Override
  public Content content() {
    return content;
  }

  @Override
  public void report(Addressee addressee, Outcome outcome) {
    if (!addressees.contains(addressee)) {
      throw new IllegalArgumentException(addressee.address() + " is not of this delivery");
    }
    outcomes.putIfAbsent(addressee, outcome);
  }
}
