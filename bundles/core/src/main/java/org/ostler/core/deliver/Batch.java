// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.Words;

/**
 * Addresses that one transport delivers in one go.
 *
 * @param transport the transport, or null when the configuration has none of that name
 * @param hop what the deliveries of different messages have in common: the line they wait in
 * @param addresses one or more, all with the same hosts, header changes and errors address
 */
record Batch(@Nullable Transport transport, String hop, List<Address> addresses) {
  /** Groups addresses as Exim does. */
  static List<Batch> group(List<Address> addresses, Policy policy, Situation base)
      throws InterruptedException {
    Map<List<Object>, List<Address>> open = new LinkedHashMap<>();
    List<Batch> batches = new ArrayList<>();
    for (Address address : addresses) {
      Transport transport = policy.transports().get(String.valueOf(address.transportName));
      if (transport == null) {
        batches.add(new Batch(null, "", List.of(address)));
        continue;
      }
      int most = most(transport);
      List<Object> key = key(address, transport, base);
      List<Address> group = open.computeIfAbsent(key, k -> new ArrayList<>());
      group.add(address);
      if (group.size() >= most) {
        batches.add(of(transport, group));
        open.remove(key);
      }
    }
    for (List<Address> group : open.values()) {
      Transport transport = policy.transports().get(String.valueOf(group.getFirst().transportName));
      if (transport != null) {
        batches.add(of(transport, group));
      }
    }
    return batches;
  }

  private static Batch of(Transport transport, List<Address> group) {
    return new Batch(transport, hop(transport, group.getFirst()), List.copyOf(group));
  }

  private static int most(Transport transport) {
    if (transport.handsOn()) {
      return Integer.MAX_VALUE;
    }
    // a driver without the option sends to any number, or delivers one by one
    int most =
        transport.remote()
            ? transport.settings().find(TransportOptions.MAX_RCPT).orElse(0)
            : transport.settings().find(TransportOptions.BATCH_MAX).orElse(1);
    return most <= 0 ? Integer.MAX_VALUE : most;
  }

  private static List<Object> key(Address address, Transport transport, Situation base)
      throws InterruptedException {
    if (transport.handsOn()) {
      return List.of(transport.name());
    }
    List<Object> key = new ArrayList<>();
    key.add(transport.name());
    key.add(String.valueOf(address.errorsTo));
    key.add(address.headersAdd);
    key.add(address.headersRemove);
    if (transport.remote()) {
      key.add(address.fallbackHosts);
      key.add(hop(transport, address));
      Expandable several = transport.settings().find(TransportOptions.MULTI_DOMAIN).orElse(null);
      boolean mixed = several == null || Words.holds(expanded(several, base.with(address), "true"));
      key.add(mixed ? "" : address.domain());
      return key;
    }
    key.add(address.hosts);
    key.add(String.valueOf(address.file) + "|" + String.valueOf(address.pipe));
    key.add(address.letter == null ? "" : address.unique);
    key.add(String.valueOf(address.user) + ":" + String.valueOf(address.home));
    Expandable id = transport.settings().find(TransportOptions.BATCH_ID).orElse(null);
    key.add(transport.distinctions().localPart() ? address.localPart() : "");
    key.add(transport.distinctions().domain() ? address.domain() : "");
    key.add(id == null ? "" : expanded(id, base.with(address), address.address()));
    return key;
  }

  private static String expanded(Expandable text, Situation situation, String otherwise)
      throws InterruptedException {
    return text.expand(situation) instanceof Expansion.Value(var value) ? value.value() : otherwise;
  }

  /** Remote mail waits by its hosts, local mail by its mailbox. */
  private static String hop(Transport transport, Address address) {
    if (transport.handsOn()) {
      return transport.name();
    }
    if (!transport.remote()) {
      String target =
          address.letter != null
              ? ">" + address.unique
              : address.file != null
                  ? address.file
                  : address.pipe != null
                      ? "|" + address.pipe
                      : address.localPart() + "@" + address.domain();
      return transport.name() + " " + target;
    }
    if (address.hosts.isEmpty()) {
      return transport.name() + " " + address.domain();
    }
    // hosts of equal preference come in random order: the line must not depend on it
    StringBuilder name = new StringBuilder(transport.name());
    address.hosts.stream().map(Batch::text).sorted().forEach(host -> name.append(' ').append(host));
    return name.toString();
  }

  private static String text(NextHop hop) {
    return hop.name() + "[" + hop.address() + "]:" + hop.port() + "/" + hop.preference();
  }
}
