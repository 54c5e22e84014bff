// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Slot;
import org.ostler.language.expansion.LastHost;
import org.ostler.language.expansion.Scope;
import org.ostler.language.text.IpNetwork;

/**
 * Finds names of addresses and addresses of names: in the hosts file of this machine, then in the
 * DNS. A name of an address counts only when one of its own addresses is that address. The names of
 * an address are asked for once a connection.
 */
public final class HostNames {
  private static final Slot<Map<IpNetwork, Result>> KNOWN =
      new Slot<>("hosts.names", Slot.Scope.CONNECTION, HashMap::new);

  private final Supplier<Resolver> resolver;
  private final HostsFile file = new HostsFile();

  /** What was found. */
  public sealed interface Result {}

  /** Names of an address; the first is the host's name, the others are aliases. */
  public record Names(List<String> list) implements Result {}

  /** Addresses of a name. */
  public record Addresses(List<IpNetwork> list) implements Result {}

  /** There is nothing. */
  public record Nothing() implements Result {}

  /** The address has names, of which this is the first, but none of them has the address. */
  public record Unconfirmed(String name) implements Result {}

  /** Nothing can be said now. */
  public record Later(String reason) implements Result {}

  public HostNames(Supplier<Resolver> resolver) {
    this.resolver = resolver;
  }

  Answer query(String name, RecordType type) throws InterruptedException {
    return resolver.get().query(name, type);
  }

  /**
   * The names of the peer or of another host, as far as this connection has not found them already.
   */
  public Result names(IpNetwork address, MailView mail) throws InterruptedException {
    Map<IpNetwork, Result> kept = mail.value(KNOWN);
    Result found = kept.get(address);
    if (found != null) {
      return found;
    }
    String known = mail.peer().hostName();
    boolean isPeer =
        mail.peer().address() != null && IpNetwork.of(mail.peer().address()).equals(address);
    if (isPeer && known != null) {
      return new Names(List.of(known));
    }
    if (isPeer && mail instanceof Scope scope && scope.isPeerNameless()) {
      Result nothing = new Nothing();
      kept.put(address, nothing);
      return nothing;
    }
    found = names(address);
    kept.put(address, found);
    if (isPeer && mail instanceof Scope scope) {
      scope.peerNames(
          found instanceof Names names ? names.list() : List.of(),
          found instanceof Later,
          why(found, address));
    }
    return found;
  }

  /** What refusals say of an address without a name. */
  private static String why(Result found, IpNetwork address) {
    return switch (found) {
      case Nothing _ -> " (failed to find host name from IP address)";
      case Unconfirmed(String name) ->
          " ("
              + LastHost.textOf(address).value()
              + " does not match any IP address for "
              + name
              + ")";
      default -> "";
    };
  }

  /** Whether this connection has asked for the names of an address before. */
  boolean hasAsked(IpNetwork address, MailView mail) {
    return mail.value(KNOWN).containsKey(address);
  }

  private Result names(IpNetwork address) throws InterruptedException {
    return switch (query(reversed(address.octets()), RecordType.PTR)) {
      case Answer.Records records -> confirmed(address, records.records());
      case Answer.TryAgain again -> new Later(again.reason());
      default -> {
        List<String> names = file.names(address);
        yield names.isEmpty() ? new Nothing() : new Names(names);
      }
    };
  }

  private Result confirmed(IpNetwork address, List<String> names) throws InterruptedException {
    List<String> confirmed = new ArrayList<>();
    for (String name : names) {
      if (addresses(name) instanceof Addresses addresses && addresses.list().contains(address)) {
        confirmed.add(name);
      }
    }
    return confirmed.isEmpty()
        ? new Unconfirmed(names.getFirst())
        : new Names(List.copyOf(confirmed));
  }

  /** The addresses of a name. */
  public Result addresses(String name) throws InterruptedException {
    List<IpNetwork> found = new ArrayList<>(file.addresses(name));
    if (!found.isEmpty()) {
      return new Addresses(found);
    }
    Answer six = query(name, RecordType.AAAA);
    Answer four = query(name, RecordType.A);
    for (Answer answer : List.of(six, four)) {
      if (answer instanceof Answer.Records records) {
        for (String record : records.records()) {
          IpNetwork address = IpNetwork.parse(record);
          if (address != null) {
            found.add(address);
          }
        }
      }
    }
    if (!found.isEmpty()) {
      return new Addresses(List.copyOf(found));
    }
    boolean later = six instanceof Answer.TryAgain || four instanceof Answer.TryAgain;
    return later ? new Later("DNS lookup of \"" + name + "\" deferred") : new Nothing();
  }

  /** The name under which the DNS keeps the names of an address. */
  static String reversed(byte[] octets) {
    StringBuilder name = new StringBuilder();
    for (int i = octets.length - 1; i >= 0; i--) {
      int octet = octets[i] & 0xff;
      if (octets.length == 4) {
        name.append(octet).append('.');
      } else {
        name.append(Character.forDigit(octet & 15, 16)).append('.');
        name.append(Character.forDigit(octet >> 4, 16)).append('.');
      }
    }
    return name + (octets.length == 4 ? "in-addr.arpa" : "ip6.arpa");
  }
}
