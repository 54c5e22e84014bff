// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ostler.api.mail.Recipient;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.LetterAddresses;
import org.ostler.core.mail.Situation;

/** What {@code -bt} prints about an address, line for line as Exim does. */
public final class RouteTrace {
  /**
   * The answer.
   *
   * @param text what to print
   * @param exitCode 0 routed, 1 not to be told now, 2 undeliverable
   */
  public record Answer(String text, int exitCode) {}

  private final RouterChain chain;
  private final TransportNames transports;

  /** What has been told of: a second time it would not be delivered. */
  private final Set<String> told = new HashSet<>();

  public RouteTrace(RouterChain chain) {
    this.chain = chain;
    this.transports = chain.surroundings().transports();
  }

  /** Routes the address and tells. */
  public Answer trace(String address, Situation situation) throws InterruptedException {
    RouteTree tree =
        RouteTree.route(
            chain,
            List.of(Address.of(new Recipient(address))),
            situation,
            Purpose.TEST,
            unique -> false,
            any -> null);
    StringBuilder text = new StringBuilder();
    for (Routed leaf : tree.settled()) {
      switch (leaf) {
        case Routed.Failed it -> refusal(text, it.address(), " is undeliverable", it.logMessage());
        case Routed.Deferred it ->
            refusal(text, it.address(), " cannot be resolved at this time", it.logMessage());
        case Routed.Redirected it ->
            text.append("mail to ").append(it.address().address()).append(" is discarded\n");
        case Routed.Accepted it -> special(text, it.address());
      }
    }
    for (boolean remote : new boolean[] {false, true}) {
      for (Routed.Accepted leaf : tree.accepted().reversed()) {
        Address reached = leaf.address();
        if (transports.isRemote(String.valueOf(reached.transportName)) == remote) {
          leaf(text, reached);
        }
      }
    }
    int code = !tree.failed().isEmpty() ? 2 : !tree.deferred().isEmpty() ? 1 : 0;
    return new Answer(text.toString(), code);
  }

  private static void refusal(StringBuilder text, Address address, String verdict, String why) {
    text.append(address.address()).append(verdict);
    if (!why.isEmpty()) {
      text.append(": ").append(why);
    }
    ancestors(text, address);
    text.append('\n');
  }

  /**
   * The addresses that this one was made of. Of one that a router with unseen took, Exim has two.
   */
  private static void ancestors(StringBuilder text, Address address) {
    boolean copied = false;
    for (Address at = address; at != null; at = at.parent()) {
      if (at != address) {
        text.append("\n    <-- ").append(at.address());
      }
      if (at.goesOnAsCopy && !copied) {
        text.append("\n    <-- ").append(at.address());
      }
      copied = at.goesOn;
    }
  }

  /** Files and commands are told apart from addresses, in the order of the redirection data. */
  private static void special(StringBuilder text, Address address) {
    if (address.isTarget()) {
      text.append(address.address())
          .append(" -> ")
          .append(target(address))
          .append("\n  transport = ")
          .append(address.transportName)
          .append('\n');
    }
  }

  private static String target(Address address) {
    return address.letter != null
        ? "mail " + LetterAddresses.shown(address.letter)
        : address.file != null ? address.file : "|" + address.pipe;
  }

  private void leaf(StringBuilder text, Address address) {
    if (address.isTarget()) {
      return;
    }
    text.append(address.address());
    if (!told.add(address.unique)) {
      text.append("   [duplicate, would not be delivered]");
    }
    ancestors(text, address);
    text.append("\n  router = ").append(address.routerName).append(", transport = ");
    text.append(address.transportName == null ? "unset" : address.transportName).append('\n');
    hosts(text, address);
  }

  private void hosts(StringBuilder text, Address address) {
    int names = 0;
    int addresses = 0;
    for (NextHop hop : address.hosts) {
      names = Math.max(names, hop.name().length());
      addresses = Math.max(addresses, shown(hop).length());
    }
    boolean local = !transports.isRemote(String.valueOf(address.transportName));
    for (NextHop hop : address.hosts) {
      text.append("  host ").append(padded(hop.name(), names)).append(' ');
      if (hop.address() == null && local) {
        text.append(' ').append(padded("", addresses)).append(' ');
      } else {
        text.append(padded("[" + shown(hop) + "]", addresses + 2));
      }
      if (hop.preference() >= 0) {
        text.append(" MX=").append(hop.preference());
      }
      if (hop.port() > 0) {
        text.append(" port=").append(hop.port());
      }
      text.append('\n');
    }
  }

  private static String shown(NextHop hop) {
    String address = hop.address();
    return address == null ? "unknown" : address;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
