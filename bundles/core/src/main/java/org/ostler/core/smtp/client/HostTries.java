// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome.Introduction;
import org.ostler.api.transport.Outcome.Trouble;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.Situation;
import org.ostler.core.thread.Turns;

/**
 * The hosts that one delivery tries, one after another, within the limits. Safe for many threads.
 */
final class HostTries {
  private final Settings settings;
  private final HostAddresses addresses;
  private final Exchange exchange;
  private final Turns turns;

  HostTries(Settings settings, HostAddresses addresses, Exchange exchange, Turns turns) {
    this.turns = turns;
    this.settings = settings;
    this.addresses = addresses;
    this.exchange = exchange;
  }

  /** Tries the hosts in order until each addressee has its end. */
  void run(Shipment shipment, List<NextHop> hosts, Situation situation)
      throws InterruptedException, IOException, Rejected {
    Limits limits = new Limits();
    for (int i = 0; i < hosts.size() && !shipment.isDone(); i++) {
      HostAddresses.Found found = addresses.find(hosts.get(i), settings, situation);
      NextHop hop = found.hop();
      if (found.addresses().isEmpty()) {
        shipment.trouble(unfound(hop, found));
      }
      for (InetAddress address : found.addresses()) {
        if (shipment.isDone() || limits.reached()) {
          return;
        }
        int next = higher(hosts, i);
        boolean jump = next < hosts.size() && limits.isLast();
        limits.count();
        tryInTurn(shipment, target(hop, address, situation), situation);
        if (jump) {
          // The limit is reached, but a host of another preference gets its chance, in the place
          // of all those that are left of this one.
          limits.counted--;
          i = next - 1;
          break;
        }
      }
    }
  }

  /** The first host after {@code at} whose MX preference is another. */
  private static int higher(List<NextHop> hosts, int at) {
    int next = at + 1;
    while (next < hosts.size() && hosts.get(next).preference() == hosts.get(at).preference()) {
      next++;
    }
    return next;
  }

  private static Trouble unfound(NextHop hop, HostAddresses.Found found) {
    return found.tryAgain()
        ? new Trouble(hop, null, Cause.DNS, "host lookup did not complete")
        : new Trouble(
            hop, null, Cause.UNKNOWN_HOST, "unable to find address for host " + hop.name());
  }

  /** Hosts of {@code serialize_hosts} are talked to over one connection at a time. */
  private void tryInTurn(Shipment shipment, Target target, Situation situation)
      throws InterruptedException, IOException, Rejected {
    String address = String.valueOf(target.hop().address());
    MatchList list = settings.find(ClientOptions.SERIALIZE_HOSTS).orElse(null);
    if (list == null || !(list.test(address, situation) instanceof MatchList.Match.Matched)) {
      tryHost(shipment, target, situation);
      return;
    }
    turns.take(address, 1);
    try {
      tryHost(shipment, target, situation);
    } finally {
      turns.giveBack(address);
    }
  }

  private void tryHost(Shipment shipment, Target target, Situation situation)
      throws InterruptedException, IOException, Rejected {
    situation.hop = target.hop();
    shipment.introduction(null);
    shipment.tls(null);
    shipment.sending(null);
    try {
      exchange.run(shipment, target, situation);
      recipientsDeferred(shipment, situation);
    } catch (HostFailure failure) {
      if (Thread.interrupted()) {
        // The connection broke because this thread was asked to stop; the host is not to blame.
        throw new InterruptedException();
      }
      recipientsDeferred(shipment, situation);
      if (failure.isForGood()) {
        Trouble last = new Trouble(null, null, failure.kind(), failure.text());
        shipment.waiting().forEach(addressee -> shipment.failed(addressee, last));
        return;
      }
      NextHop blamed = failure.isOfHost() ? target.hop() : null;
      Introduction made = failure.introduction();
      Trouble trouble =
          new Trouble(
              blamed,
              failure.reply(),
              failure.kind(),
              failure.text(),
              made == null ? shipment.introduction() : made);
      tell("msg:host:defer", trouble, situation);
      shipment.trouble(trouble);
      if (failure.isOfHost()) {
        shipment.delivery().troubled(trouble);
      }
    }
  }

  private void recipientsDeferred(Shipment shipment, Situation situation)
      throws InterruptedException {
    for (Shipment.Deferral deferral : shipment.deferrals()) {
      Situation view = (Situation) shipment.delivery().view(deferral.addressee());
      view.hop = situation.hop;
      tell("msg:rcpt:host:defer", deferral.trouble(), view);
    }
  }

  private void tell(String name, Trouble trouble, Situation view) throws InterruptedException {
    view.events()
        .tell(Happening.deferral(name, trouble.reason(), trouble.cause().number(), settings), view);
  }

  private Target target(NextHop hop, InetAddress address, Situation situation)
      throws InterruptedException, Rejected {
    return Target.of(hop, address, new HostPort(settings).of(hop, situation));
  }

  /** The limits of one list of hosts. */
  private final class Limits {
    private final int most = settings.value(ClientOptions.HOSTS_MAX_TRY);
    private final int hard = settings.value(ClientOptions.HOSTS_MAX_TRY_HARDLIMIT);
    private int counted;
    private int total;

    boolean reached() {
      return counted >= most || total >= hard;
    }

    /** Whether the next host is the last. */
    boolean isLast() {
      return counted + 1 >= most;
    }

    void count() {
      counted++;
      total++;
    }
  }
}
