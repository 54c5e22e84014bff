// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.IpNetwork;

/**
 * {@code @mx_any}, {@code @mx_primary}, {@code @mx_secondary}: domains that have this host among
 * their MX hosts.
 *
 * @param text the item as written
 * @param which whether any, a primary or only a secondary host will do
 * @param ignored addresses that do not count
 */
record MxItem(
    String text, Which which, @Nullable ItemList ignored, HostNames names, Locality locality)
    implements Item {
  private static final Option<MatchList> TREATED_AS_LOCAL =
      Option.list("hosts_treat_as_local", Kind.DOMAIN_LIST, null);
  private static final String IGNORE = "/ignore=";

  /** Which of the hosts has to be this one. */
  enum Which {
    ANY,
    PRIMARY,
    SECONDARY
  }

  private record Mx(int preference, String host) {}

  /** Reads an item that begins with an at sign; null when it is none of these. */
  static @Nullable Item of(Text pattern, ItemParser parser) {
    String text = pattern.value();
    for (Which which : Which.values()) {
      String word = "@mx_" + which;
      if (!Ascii.startsIgnoringCase(text, word)) {
        continue;
      }
      String rest = text.substring(word.length());
      if (rest.isEmpty()) {
        return new MxItem(text, which, null, parser.hostNames(), parser.locality());
      }
      if (Ascii.startsIgnoringCase(rest, IGNORE)) {
        ItemList ignored =
            parser.list(
                org.ostler.language.expansion.ListKind.HOST,
                pattern.with(rest.substring(IGNORE.length())));
        return new MxItem(text, which, ignored, parser.hostNames(), parser.locality());
      }
    }
    return null;
  }

  @Override
  public Verdict test(Subject subject) throws InterruptedException {
    List<Mx> hosts = new ArrayList<>();
    switch (names.query(subject.text(), RecordType.MX)) {
      case Answer.Records records -> records.records().forEach(r -> add(r, hosts));
      case Answer.TryAgain _ -> {
        return new Verdict.Later("DNS lookup of \"" + subject.text() + "\" deferred");
      }
      default -> {
        return Verdict.NO;
      }
    }
    hosts.sort(Comparator.comparingInt(Mx::preference));
    Found found = look(hosts, subject);
    if (found == Found.LATER) {
      return new Verdict.Later("DNS lookup of \"" + subject.text() + "\" deferred");
    }
    boolean matched =
        switch (which) {
          case ANY -> found == Found.FIRST || found == Found.BEHIND_OTHERS;
          case PRIMARY -> found == Found.FIRST;
          case SECONDARY -> found == Found.BEHIND_OTHERS;
        };
    if (!matched) {
      return Verdict.NO;
    }
    subject.capture();
    return new Verdict.Yes(text);
  }

  private static void add(String record, List<Mx> hosts) {
    int space = record.indexOf(' ');
    if (space > 0 && record.substring(0, space).chars().allMatch(Ascii::isDigit)) {
      hosts.add(new Mx(Integer.parseInt(record.substring(0, space)), record.substring(space + 1)));
    }
  }

  /** Where this host stands among those that count. */
  private enum Found {
    FIRST,
    BEHIND_OTHERS,
    NOWHERE,
    /** None of the hosts before this one can be told now. */
    LATER
  }

  private Found look(List<Mx> hosts, Subject subject) throws InterruptedException {
    int first = Integer.MAX_VALUE;
    int here = Integer.MAX_VALUE;
    for (Mx mx : hosts) {
      State state = state(mx.host(), subject);
      first = state == State.IGNORED ? first : Math.min(first, mx.preference());
      here = state == State.HERE ? Math.min(here, mx.preference()) : here;
    }
    if (here != Integer.MAX_VALUE && here == first) {
      return Found.FIRST;
    }
    boolean anywhere = false;
    boolean later = false;
    for (Mx mx : hosts) {
      if (mx.preference() < here) {
        State state = state(mx.host(), subject);
        anywhere |= state == State.ELSEWHERE;
        later |= state == State.LATER;
      }
    }
    if (later && !anywhere) {
      return Found.LATER;
    }
    return here == Integer.MAX_VALUE ? Found.NOWHERE : Found.BEHIND_OTHERS;
  }

  /** What is known of one of the hosts. */
  private enum State {
    HERE,
    ELSEWHERE,
    UNKNOWN,
    /** It has addresses, none of which counts. */
    IGNORED,
    LATER
  }

  private State state(String host, Subject subject) throws InterruptedException {
    MatchList treated = subject.mail.settings().find(TREATED_AS_LOCAL).orElse(null);
    if (treated != null && treated.test(host, subject.mail) instanceof MatchList.Match.Matched) {
      return State.HERE;
    }
    return switch (names.addresses(host)) {
      case HostNames.Addresses addresses -> state(host, addresses.list(), subject);
      case HostNames.Later _ -> State.LATER;
      default -> State.UNKNOWN;
    };
  }

  private State state(String host, List<IpNetwork> addresses, Subject subject)
      throws InterruptedException {
    State state = State.IGNORED;
    for (IpNetwork address : addresses) {
      boolean counts =
          ignored == null
              || !(ignored.test(Subject.host(address, host, false, subject.mail))
                  instanceof Verdict.Yes);
      if (counts && locality.isLocal(address.address())) {
        return State.HERE;
      }
      state = counts ? State.ELSEWHERE : state;
    }
    return state;
  }
}
