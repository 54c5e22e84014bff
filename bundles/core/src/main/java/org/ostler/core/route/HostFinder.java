// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.DnssecWitness;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.core.dns.DnsOptions;
import org.ostler.language.expansion.Scope;

/** Finds the hosts of a domain (RFC 5321 §5.1) and the addresses of a host. Stateless. */
final class HostFinder {
  /** How a search ended. */
  sealed interface Found {
    /**
     * There are hosts.
     *
     * @param hosts the best first
     * @param local whether the first is this host
     * @param removed whether this host and those worse than it were taken off
     */
    record Hosts(List<NextHop> hosts, boolean local, boolean removed) implements Found {}

    /** There is nothing; the message is empty when the domain does not exist. */
    record Nothing(String message) implements Found {}

    /** All addresses are in {@code ignore_target_hosts}. */
    record Ignored() implements Found {}

    record TryAgain(String reason) implements Found {}
  }

  /**
   * How to search.
   *
   * @param ipv4Only whether AAAA records are left alone
   * @param ipv4Prefer whether they come after A records
   * @param ignored tells addresses that are as good as none
   * @param dnssec what signatures are worth
   */
  record Wish(boolean ipv4Only, boolean ipv4Prefer, Ignored ignored, Dnssec dnssec) {
    boolean secure() {
      return dnssec.required();
    }
  }

  /**
   * What signatures are worth.
   *
   * @param requested whether it matters that an answer is signed
   * @param required whether unsigned answers are as bad as none
   */
  record Dnssec(boolean requested, boolean required) {
    /** By the options of a router about a domain, or about a host that it names. */
    static Dnssec of(Settings router, String domain, MailView mail) throws InterruptedException {
      boolean required = listed(router, RouterOptions.DNSSEC_REQUIRE_DOMAINS, domain, mail);
      return new Dnssec(
          required || listed(router, RouterOptions.DNSSEC_REQUEST_DOMAINS, domain, mail), required);
    }

    private static boolean listed(
        Settings router, Option<MatchList> option, String domain, MailView mail)
        throws InterruptedException {
      MatchList list = router.find(option).orElse(null);
      return list != null && list.test(domain, mail) instanceof MatchList.Match.Matched;
    }
  }

  /** {@code ignore_target_hosts}. */
  record Ignored(@Nullable MatchList list, MailView mail) {
    boolean has(String address) throws InterruptedException {
      return list != null && list.test(address, mail) instanceof MatchList.Match.Matched;
    }
  }

  /** Addresses of one name, before it is known which are ours. */
  private sealed interface Addresses {
    record Some(List<String> addresses, boolean secure) implements Addresses {}

    record None(boolean allIgnored) implements Addresses {}

    record TryAgain(String reason) implements Addresses {}
  }

  /** A host of MX or SRV records; {@code port} 0 is the transport's. */
  private record Mx(int preference, String host, int port) {}

  private final Surroundings surroundings;

  HostFinder(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private Resolver resolver() {
    return surroundings.resolver();
  }

  /** Looks for MX records, then, when there are none, for addresses. */
  Found byMx(String domain, int port, Wish wish, Predicate<String> treatedAsLocal)
      throws InterruptedException {
    return byMx(domain, port, wish, treatedAsLocal, false);
  }

  /** The same; with {@code lenient} trouble is as good as no MX records. */
  Found byMx(String domain, int port, Wish wish, Predicate<String> treatedAsLocal, boolean lenient)
      throws InterruptedException {
    return switch (resolver().query(domain, RecordType.MX)) {
      case Answer.TryAgain(var reason) ->
          lenient ? byName(domain, port, wish, treatedAsLocal, false) : new Found.TryAgain(reason);
      case Answer.NoSuchName(var _) -> new Found.Nothing("");
      case Answer.NoData(var _) -> byName(domain, port, wish, treatedAsLocal, false);
      case Answer.Records(var records, var secure, var _) ->
          wish.secure() && !secure
              ? new Found.TryAgain("the answer for " + domain + " is not signed")
              : fromMx(parse(records, port), secure, wish, treatedAsLocal);
    };
  }

  /**
   * Looks for SRV records of a service over TCP (RFC 2782); null when there are none. With {@code
   * lenient} trouble is as good as none.
   */
  @Nullable Found bySrv(
      String service, String domain, Wish wish, Predicate<String> treatedAsLocal, boolean lenient)
      throws InterruptedException {
    String name = "_" + service + "._tcp." + domain;
    return switch (resolver().query(name, RecordType.SRV)) {
      case Answer.TryAgain(var reason) -> lenient ? null : new Found.TryAgain(reason);
      case Answer.NoSuchName(var _) -> null;
      case Answer.NoData(var _) -> null;
      case Answer.Records(var records, var secure, var _) ->
          wish.secure() && !secure
              ? new Found.TryAgain("the answer for " + name + " is not signed")
              : fromSrv(records, secure, wish, treatedAsLocal);
    };
  }

  private Found fromSrv(
      List<String> records, boolean secure, Wish wish, Predicate<String> treatedAsLocal)
      throws InterruptedException {
    List<ServiceRecord> services = records.stream().map(ServiceRecord::parse).toList();
    if (services.size() == 1 && isRoot(services.getFirst().host())) {
      return new Found.Nothing("an MX or SRV record indicated no SMTP service");
    }
    List<Mx> order =
        ServiceRecord.inOrder(services, surroundings.random()).stream()
            .map(service -> new Mx(service.priority(), service.host(), service.port()))
            .toList();
    return fromOrder(order, secure, wish, treatedAsLocal);
  }

  private static List<Mx> parse(List<String> records, int port) {
    List<Mx> exchangers = new ArrayList<>();
    for (String record : records) {
      String[] words = record.strip().split("\\s+", 2);
      exchangers.add(new Mx(Integer.parseInt(words[0]), words.length > 1 ? words[1] : "", port));
    }
    return exchangers;
  }

  private Found fromMx(
      List<Mx> exchangers, boolean secure, Wish wish, Predicate<String> treatedAsLocal)
      throws InterruptedException {
    // RFC 7505 §3: a single MX of the root says that the domain takes no mail
    if (exchangers.size() == 1 && isRoot(exchangers.getFirst().host)) {
      return new Found.Nothing("an MX or SRV record indicated no SMTP service");
    }
    // RFC 5321 §5.1: equal preferences in random order
    List<Mx> order = new ArrayList<>(exchangers);
    Collections.shuffle(order, java.util.Random.from(surroundings.random()));
    order.sort(Comparator.comparingInt(Mx::preference));
    return fromOrder(order, secure, wish, treatedAsLocal);
  }

  private Found fromOrder(
      List<Mx> order, boolean secure, Wish wish, Predicate<String> treatedAsLocal)
      throws InterruptedException {
    List<NextHop> hops = new ArrayList<>();
    String trouble = null;
    boolean ignored = false;
    for (Mx mx : order) {
      switch (addresses(mx.host, wish)) {
        case Addresses.Some(var list, var alsoSecure) -> {
          for (String address : list) {
            boolean signed = secure && alsoSecure && wish.dnssec.requested();
            hops.add(new NextHop(mx.host, address, mx.port, mx.preference, signed));
          }
        }
        case Addresses.None(var all) -> ignored |= all;
        case Addresses.TryAgain(var reason) -> trouble = reason;
      }
    }
    if (hops.isEmpty() && trouble != null) {
      return new Found.TryAgain(trouble);
    }
    if (hops.isEmpty()) {
      return ignored ? new Found.Ignored() : new Found.Nothing(withoutHosts(order));
    }
    return told(withoutOurselves(hops, treatedAsLocal), wish);
  }

  /** Leaves for {@code $lookup_dnssec_authenticated} whether the best host was signed. */
  private static Found told(Found found, Wish wish) {
    if (wish.dnssec.requested()
        && found instanceof Found.Hosts some
        && wish.ignored.mail instanceof DnssecWitness witness) {
      witness.lookupAuthenticated(some.hosts().getFirst().secure());
    }
    return found;
  }

  private static boolean isRoot(String host) {
    return host.isEmpty() || host.equals(".");
  }

  private static String withoutHosts(List<Mx> exchangers) {
    String message = "all relevant MX records point to non-existent hosts";
    boolean literal = exchangers.stream().anyMatch(mx -> IpAddress.parse(mx.host) != null);
    return literal ? message + " or (invalidly) to IP addresses" : message;
  }

  /** Looks for the addresses of a host; the hosts file is asked first when {@code file} says so. */
  Found byName(String name, int port, Wish wish, Predicate<String> treatedAsLocal, boolean file)
      throws InterruptedException {
    if (file) {
      List<String> listed = wanted(surroundings.hosts().inHostsFile(name), wish);
      if (!listed.isEmpty()) {
        return withoutOurselves(hops(name, listed, port, false), treatedAsLocal);
      }
    }
    return switch (addresses(name, wish)) {
      case Addresses.Some(var list, var secure) ->
          told(
              withoutOurselves(
                  hops(name, list, port, secure && wish.dnssec.requested()), treatedAsLocal),
              wish);
      case Addresses.None(var ignored) -> ignored ? new Found.Ignored() : new Found.Nothing("");
      case Addresses.TryAgain(var reason) -> new Found.TryAgain(reason);
    };
  }

  private static List<NextHop> hops(String name, List<String> addresses, int port, boolean secure) {
    return addresses.stream().map(address -> new NextHop(name, address, port, -1, secure)).toList();
  }

  private static List<String> wanted(List<String> addresses, Wish wish)
      throws InterruptedException {
    List<String> wanted = new ArrayList<>();
    for (String address : addresses) {
      if (!(wish.ipv4Only && IpAddress.isV6(address)) && !wish.ignored.has(address)) {
        wanted.add(address);
      }
    }
    return wanted;
  }

  private Addresses addresses(String name, Wish wish) throws InterruptedException {
    if (IpAddress.parse(name) != null) {
      // RFC 1035 §3.3.9: an MX record names a host
      boolean taken = wish.ignored.mail.settings().value(DnsOptions.ALLOW_MX_TO_IP);
      List<String> address = taken ? wanted(List.of(name), wish) : List.of();
      return address.isEmpty() ? new Addresses.None(taken) : new Addresses.Some(address, false);
    }
    List<RecordType> types =
        wish.ipv4Only
            ? List.of(RecordType.A)
            : wish.ipv4Prefer
                ? List.of(RecordType.A, RecordType.AAAA)
                : List.of(RecordType.AAAA, RecordType.A);
    List<String> found = new ArrayList<>();
    boolean secure = true;
    boolean some = false;
    String trouble = null;
    for (RecordType type : types) {
      switch (resolver().query(name, type)) {
        case Answer.Records(var records, var authenticated, var _) -> {
          some = true;
          secure &= authenticated;
          List<String> shuffled = new ArrayList<>(records);
          Collections.shuffle(shuffled, java.util.Random.from(surroundings.random()));
          found.addAll(wanted(shuffled, wish));
        }
        case Answer.TryAgain(var reason) -> trouble = reason;
        case Answer.NoData(var _) -> {}
        case Answer.NoSuchName(var _) -> {}
      }
    }
    if (!found.isEmpty() && wish.secure() && !secure) {
      return new Addresses.TryAgain("the answer for " + name + " is not signed");
    }
    if (!found.isEmpty()) {
      return new Addresses.Some(found, secure);
    }
    return trouble != null ? new Addresses.TryAgain(trouble) : new Addresses.None(some);
  }

  /** RFC 5321 §5.1: hosts that are no better than ourselves would send the mail back. */
  private Found withoutOurselves(List<NextHop> hops, Predicate<String> treatedAsLocal) {
    int own = -1;
    for (int i = 0; i < hops.size() && own < 0; i++) {
      NextHop hop = hops.get(i);
      String address = hop.address();
      boolean ours = address != null && surroundings.hosts().isOwn(address);
      if (ours || treatedAsLocal.test(hop.name())) {
        own = i;
      }
    }
    if (own < 0) {
      return new Found.Hosts(hops, false, false);
    }
    int preference = hops.get(own).preference();
    int end = own;
    while (preference >= 0 && end > 0 && hops.get(end - 1).preference() == preference) {
      end--;
    }
    if (preference < 0 || end == 0) {
      return new Found.Hosts(hops, true, false);
    }
    return new Found.Hosts(List.copyOf(hops.subList(0, end)), false, true);
  }

  /** The test for {@code hosts_treat_as_local}. */
  static Predicate<String> treatedAsLocal(MailView mail) {
    Settings main = mail.settings();
    return name ->
        main.find(RouteMainOptions.HOSTS_TREAT_AS_LOCAL)
            .map(list -> matches(list, name, mail))
            .orElse(false);
  }

  private static boolean matches(MatchList list, String name, MailView mail) {
    try {
      return list.test(name, mail) instanceof MatchList.Match.Matched;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Leaves the name of the host that is ourselves for {@code $self_hostname}. */
  static void remember(MailView mail, String host) {
    if (mail instanceof Scope && mail.addressee() instanceof org.ostler.core.mail.Address address) {
      address.selfHostname = host;
    }
  }
}
