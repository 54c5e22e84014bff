// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.List;
import org.ostler.api.mail.Addressee;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Address;
import org.ostler.core.route.RouteTree;
import org.ostler.core.route.Routed;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/**
 * What {@code -d+deliver} and {@code -d+transport} tell of a delivery, in Exim's lines. Every
 * method does nothing when nobody listens.
 */
final class DeliveryTelling {
  private DeliveryTelling() {}

  private static void say(String line) {
    Trace.tell(Selector.DELIVER, line);
  }

  /** What routing has come to. */
  static void routed(RouteTree tree, List<Batch> batches) {
    if (Trace.of(Selector.DELIVER) == null) {
      return;
    }
    say("After routing:");
    say("  Local deliveries:");
    leaves(batches, false);
    say("  Remote deliveries:");
    leaves(batches, true);
    say("  Failed addresses:");
    for (Routed.Failed failed : tree.failed()) {
      say("    " + failed.address().address());
    }
    say("  Deferred addresses:");
    for (Routed.Deferred deferred : tree.deferred()) {
      say("    " + deferred.address().address());
    }
  }

  private static void leaves(List<Batch> batches, boolean remote) {
    for (Batch batch : batches) {
      Transport transport = batch.transport();
      if ((transport != null && transport.remote()) == remote) {
        for (Address address : batch.addresses()) {
          say("    " + address.address());
        }
      }
    }
  }

  /** A transport is about to get some addresses. */
  static void begins(List<Address> addresses) {
    if (Trace.of(Selector.DELIVER) != null) {
      say("--------> " + addresses.getFirst().address() + " <--------");
    }
  }

  /** The transport has them. */
  static void enters(Transport transport, List<Addressee> addresses, List<NextHop> hosts) {
    if (Trace.of(Selector.TRANSPORT) == null) {
      return;
    }
    Trace.tell(Selector.TRANSPORT, transport.name() + " transport entered");
    if (!transport.remote()) {
      return;
    }
    for (Addressee address : addresses) {
      Trace.tell(Selector.TRANSPORT, "  " + address.address());
    }
    if (!hosts.isEmpty()) {
      Trace.tell(Selector.TRANSPORT, "hostlist:");
      for (NextHop hop : hosts) {
        Trace.tell(
            Selector.TRANSPORT,
            "  '"
                + hop.name()
                + "' IP "
                + hop.address()
                + " port "
                + (hop.port() > 0 ? hop.port() : -1));
      }
    }
  }

  /** What became of an address. */
  static void ends(Transport transport, Address address, Outcome outcome) {
    if (Trace.of(Selector.DELIVER) == null) {
      return;
    }
    String how =
        switch (outcome) {
          case Outcome.Delivered _ -> "OK";
          case Outcome.Failed _ -> "FAIL";
          case Outcome.Deferred _ -> "DEFER";
        };
    say(transport.name() + " transport returned " + how + " for " + address.address());
    if (how.equals("OK")) {
      say(address.address() + " delivered");
    }
  }
}
