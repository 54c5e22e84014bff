// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.Recipient;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.IpText;
import org.ostler.core.mail.Situation;

/** Variables of the address in hand, and of the host that it is sent to. */
final class AddressVariables {
  private AddressVariables() {}

  static Table table() {
    Table table = new Table();
    parts(table);
    ancestors(table);
    results(table);
    hop(table);
    return table;
  }

  private static @Nullable String of(
      Situation situation, java.util.function.Function<Address, @Nullable String> part) {
    Address address = situation.addressee();
    return address == null ? null : part.apply(address);
  }

  private static void parts(Table table) {
    table
        .tainted("local_part", s -> of(s, Address::localPart))
        .tainted("domain", s -> of(s, Address::domain))
        .tainted("local_part_prefix", s -> of(s, a -> a.prefix))
        .tainted("local_part_prefix_v", s -> of(s, a -> a.prefixVariable))
        .tainted("local_part_suffix", s -> of(s, a -> a.suffix))
        .tainted("local_part_suffix_v", s -> of(s, a -> a.suffixVariable));
  }

  private static void ancestors(Table table) {
    table
        .tainted("original_local_part", s -> top(s, Recipient::localPart))
        .text("original_domain", s -> ofHost(s, "$original_domain", top(s, Recipient::domain)))
        .tainted("parent_local_part", s -> of(s, a -> parent(a, Recipient::localPart)))
        .text(
            "parent_domain",
            s -> ofHost(s, "$parent_domain", of(s, a -> parent(a, Recipient::domain))));
  }

  /** A system filter stands for the addresses that it makes, without a domain of its own. */
  private static @Nullable Text ofHost(Situation situation, String name, @Nullable String domain)
      throws InterruptedException {
    if (domain != null && domain.isEmpty()) {
      return situation.variable("qualify_recipient");
    }
    return domain == null ? null : new Text(domain, new Taint(name));
  }

  /** Of the address that the one in hand was made of; null in lists, which see it unrouted. */
  private static @Nullable String top(Situation situation, Function<Recipient, String> part) {
    boolean unrouted = situation.phase != Phase.NOT_SMTP;
    return of(
        situation,
        a ->
            unrouted && a.routerName == null && a.parent() == null
                ? null
                : part.apply(new Recipient(a.original().address())));
  }

  /** No user is Exim's -1, written without a sign. */
  private static String id(@Nullable String known) {
    return known == null ? "4294967295" : known;
  }

  private static @Nullable String parent(Address address, Function<Recipient, String> part) {
    Address parent = address.parent();
    return parent == null ? null : part.apply(new Recipient(parent.address()));
  }

  private static void results(Table table) {
    table
        .text("address_data", AddressVariables::addressData)
        .trusted("router_name", s -> of(s, a -> a.routerName))
        .trusted("transport_name", s -> of(s, a -> a.transportName))
        .trusted("local_user_uid", s -> id(of(s, a -> a.localUserUid)))
        .trusted("local_user_gid", s -> id(of(s, a -> a.localUserGid)))
        .trusted("home", s -> of(s, a -> a.home))
        .trusted("self_hostname", s -> of(s, a -> a.selfHostname))
        .trusted("address_file", s -> of(s, a -> a.file))
        .tainted("address_pipe", s -> of(s, a -> a.pipe));
  }

  private static @Nullable Text addressData(Situation situation) {
    Address address = situation.addressee();
    Text own = address == null ? null : address.addressData;
    return own != null ? own : situation.findings().value("address_data");
  }

  private static void hop(Table table) {
    table
        .trusted("host", s -> s.hop == null ? null : s.hop.name())
        .trusted("host_address", s -> s.hop == null ? null : s.hop.address())
        .number("host_port", s -> s.hop == null ? 0 : s.hop.port())
        .trusted("sending_ip_address", AddressVariables::sendingAddress)
        .number("sending_port", AddressVariables::sendingPort);
  }

  private static @Nullable String sendingAddress(Situation situation) {
    InetSocketAddress end = situation.ownEnd.get();
    return end == null ? null : IpText.of(end.getAddress());
  }

  private static int sendingPort(Situation situation) {
    InetSocketAddress end = situation.ownEnd.get();
    return end == null || end.getPort() == 0 ? -1 : end.getPort();
  }
}
