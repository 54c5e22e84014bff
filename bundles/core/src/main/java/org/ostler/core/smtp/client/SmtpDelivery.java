// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome.Trouble;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.contribution.Features;
import org.ostler.core.deliver.PassingTransport;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.OwnAddresses;

/**
 * One smtp transport of the configuration: tries the hosts in order until each addressee has its
 * end.
 */
final class SmtpDelivery implements TransportDriver.Prepared, PassingTransport {
  private final Settings settings;
  private final HostAddresses addresses;
  private final HostTries tries;
  private final Exchange exchange;

  SmtpDelivery(
      Settings settings,
      HostAddresses addresses,
      IdleConnections idle,
      @Nullable Features features,
      ClientAuthentication authentication,
      Log log) {
    this.settings = settings;
    this.addresses = addresses;
    this.exchange = new Exchange(settings, idle, features, authentication, log);
    this.tries = new HostTries(settings, addresses, exchange, idle.turns());
  }

  @Override
  public void deliver(Delivery delivery) throws InterruptedException {
    Shipment shipment = new Shipment(delivery);
    Situation situation = (Situation) delivery.view(delivery.addressees().getFirst());
    try {
      if (situation.envelope().longestLine
          > settings.value(ClientOptions.MESSAGE_LINELENGTH_LIMIT)) {
        Trouble tooLong = Trouble.of("message has lines too long for transport");
        shipment.waiting().forEach(addressee -> shipment.failed(addressee, tooLong));
        return;
      }
      failUnspeakable(shipment);
      if (shipment.isDone()) {
        return;
      }
      tries.run(shipment, hosts(delivery.hosts(), situation), situation);
      shipment.failRefused();
      List<NextHop> fallbacks = fallbacks(situation);
      if (!shipment.isDone() && !fallbacks.isEmpty()) {
        tries.run(shipment, fallbacks, situation);
        shipment.failRefused();
      }
      shipment.close(new Trouble(null, null, Cause.UNKNOWN_HOST, "no host could be tried"));
    } catch (Rejected rejected) {
      shipment.close(new Trouble(null, null, rejected.kind(), rejected.text()));
    } catch (IOException ours) {
      shipment.close(Trouble.of("cannot read the message from the spool: " + ours.getMessage()));
    }
  }

  @Override
  public Opening open(Address address, ReversePath returnPath, Situation view)
      throws InterruptedException {
    if (hasLineEnd(address.address()) || hasLineEnd(returnPath.address())) {
      return new Opening.Closed("an address with a line end cannot be sent over SMTP");
    }
    String why = "no host could be tried";
    try {
      for (NextHop hop : hosts(address.hosts, view)) {
        for (InetAddress found : addresses.find(hop, settings, view).addresses()) {
          Target target = Target.of(hop, found, new HostPort(settings).of(hop, view));
          view.hop = target.hop();
          try {
            return HeldTransaction.begin(exchange.hold(target, view), target, returnPath, view);
          } catch (HostFailure failure) {
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
            why = failure.text();
          }
        }
      }
    } catch (Rejected rejected) {
      why = rejected.text();
    }
    return new Opening.Closed(why);
  }

  /** The last guard before the wire: an address with a line end would speak commands of its own. */
  private static void failUnspeakable(Shipment shipment) {
    boolean sender = hasLineEnd(shipment.delivery().returnPath().address());
    Trouble trouble = Trouble.of("an address with a line end cannot be sent over SMTP");
    for (Addressee addressee : shipment.waiting()) {
      if (sender || hasLineEnd(addressee.address())) {
        shipment.failed(addressee, trouble);
      }
    }
  }

  private static boolean hasLineEnd(String address) {
    return address.indexOf('\n') >= 0 || address.indexOf('\r') >= 0;
  }

  /** The router's, else the transport's own. */
  private List<NextHop> fallbacks(Situation situation) {
    Address address = situation.addressee();
    List<String> routers = address == null ? List.of() : address.fallbackHosts;
    List<String> all =
        routers.isEmpty() ? settings.find(ClientOptions.FALLBACK_HOSTS).orElse(List.of()) : routers;
    return all.stream().filter(item -> !item.isEmpty()).map(HostList::host).toList();
  }

  private List<NextHop> hosts(List<NextHop> routed, Situation situation)
      throws InterruptedException, Rejected {
    if (!routed.isEmpty() && !settings.value(ClientOptions.HOSTS_OVERRIDE)) {
      return routed;
    }
    String list = expand(settings, ClientOptions.HOSTS, situation, "");
    List<NextHop> hosts = new ArrayList<>(HostList.parse(list));
    if (hosts.isEmpty()) {
      throw new Rejected(Cause.OTHER, settings.name() + " transport called with no hosts set");
    }
    if (settings.value(ClientOptions.HOSTS_RANDOMIZE)) {
      Collections.shuffle(hosts);
    }
    refuseOurselves(hosts, situation);
    return hosts;
  }

  private void refuseOurselves(List<NextHop> hosts, Situation situation)
      throws InterruptedException, Rejected {
    if (settings.value(ClientOptions.ALLOW_LOCALHOST)) {
      return;
    }
    OwnAddresses own = OwnAddresses.of(situation.settings());
    for (NextHop hop : hosts) {
      if (addresses.find(hop, settings, situation).addresses().stream()
          .anyMatch(address -> address.isAnyLocalAddress() || own.isLocal(address))) {
        throw new Rejected(
            Cause.OTHER, settings.name() + " transport found host " + hop.name() + " to be local");
      }
    }
  }

  /** An expanded option; {@code otherwise} when it is unset or forced to fail. */
  static String expand(
      Settings settings, Option<Expandable> option, Situation situation, String otherwise)
      throws InterruptedException, Rejected {
    Expandable expandable = settings.find(option).orElse(null);
    if (expandable == null) {
      return otherwise;
    }
    return switch (expandable.expand(situation)) {
      case Expansion.Value value -> value.text().value();
      case Expansion.ForcedFailure ignored -> otherwise;
      case Expansion.Failed failed ->
          throw new Rejected(Cause.EXPANSION, failure(settings, option, failed.message()));
      case Expansion.Deferred deferred ->
          throw new Rejected(Cause.EXPANSION, failure(settings, option, deferred.message()));
    };
  }

  private static String failure(Settings settings, Option<?> option, String message) {
    return "failed to expand \""
        + option.name()
        + "\" option for the "
        + settings.name()
        + " transport: "
        + message;
  }
}
