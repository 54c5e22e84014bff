// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Content;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/** One batch as its transport sees it; keeps what the transport reports. */
final class BatchDelivery implements Delivery {
  private final QueueId id;
  private final ReversePath returnPath;
  private final List<Address> addresses;
  private final List<NextHop> hosts;
  private final Situation base;
  private final Content content;
  private final Map<Addressee, Outcome> outcomes = new LinkedHashMap<>();
  private final List<Outcome.Trouble> troubles = new ArrayList<>();

  BatchDelivery(
      QueueId id,
      ReversePath returnPath,
      List<Address> addresses,
      List<NextHop> hosts,
      Situation base,
      Content content) {
    this.id = id;
    this.returnPath = returnPath;
    this.addresses = addresses;
    this.hosts = List.copyOf(hosts);
    this.base = base;
    this.content = content;
  }

  @Override
  public QueueId queueId() {
    return id;
  }

  @Override
  public ReversePath returnPath() {
    return returnPath;
  }

  @Override
  public List<Addressee> addressees() {
    return List.copyOf(addresses);
  }

  @Override
  public List<NextHop> hosts() {
    return hosts;
  }

  @Override
  public MailView view(Addressee addressee) {
    if (!(addressee instanceof Address address) || !addresses.contains(address)) {
      throw new IllegalArgumentException(addressee.address() + " is not of this delivery");
    }
    return base.with(address);
  }

  @Override
  public Content content() {
    return content;
  }

  @Override
  public void troubled(Outcome.Trouble trouble) {
    troubles.add(trouble);
  }

  @Override
  public void report(Addressee addressee, Outcome outcome) {
    outcomes.putIfAbsent(addressee, outcome);
  }

  /** What the transport said about the address; a deferral when it said nothing. */
  Outcome outcome(Address address, String otherwise) {
    Outcome outcome = outcomes.get(address);
    return outcome != null ? outcome : new Outcome.Deferred(Outcome.Trouble.of(otherwise));
  }

  List<Outcome.Trouble> troubles() {
    return troubles;
  }
}
