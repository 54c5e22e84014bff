// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.List;
import java.util.Objects;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.log.ListNotes;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;
import org.ostler.language.list.CompiledList;
import org.ostler.language.list.Witness;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/** Which lists among the options have the peer of one session. Confined to its thread. */
final class PeerLists {
  private static final Taint PEER = new Taint("the SMTP session");

  private final Log log;
  private final HostTrace trace;
  private final Settings main;
  private final Situation situation;

  /** What is decided once for a peer: a bit for each, since ten thousand sessions keep them. */
  private static final List<Option<MatchList>> KEPT =
      List.of(
          SmtpOptions.HELO_ACCEPT_JUNK_HOSTS,
          SmtpOptions.HELO_TRY_VERIFY_HOSTS,
          SmtpOptions.HELO_VERIFY_HOSTS,
          SmtpOptions.HOSTS_REQUIRE_HELO,
          SmtpOptions.PIPELINING_CONNECT_ADVERTISE_HOSTS,
          SmtpOptions.RECIPIENT_UNQUALIFIED_HOSTS,
          SmtpOptions.SENDER_UNQUALIFIED_HOSTS);

  private int decided;
  private int members;

  PeerLists(SmtpServices services, Settings main, Situation situation) {
    this.log = services.log();
    this.trace = services.trace();
    this.main = main;
    this.situation = situation;
  }

  /** Whether the host is in a list. */
  enum Membership {
    MEMBER,
    STRANGER,
    UNKNOWN
  }

  /** Whether a list of hosts has the peer; one that cannot be told now, or is unset, does not. */
  boolean has(Option<MatchList> option) throws InterruptedException {
    return membership(option) == Membership.MEMBER;
  }

  /** The same of a list that does no harm: one that cannot be told now has everybody. */
  boolean mayHave(Option<MatchList> option) throws InterruptedException {
    return membership(option) != Membership.STRANGER;
  }

  /**
   * As {@link #has}, decided at the first time for as long as the peer is the same.
   *
   * @throws IndexOutOfBoundsException for an option that is not decided once
   */
  boolean hadAtFirst(Option<MatchList> option) throws InterruptedException {
    int bit = 1 << Objects.checkIndex(KEPT.indexOf(option), KEPT.size());
    if ((decided & bit) == 0) {
      members |= has(option) ? bit : 0;
      decided |= bit;
    }
    return (members & bit) != 0;
  }

  /** As {@link #has} without a trace, for what Exim asks later or not at all. */
  boolean silentlyHas(Option<MatchList> option) throws InterruptedException {
    MatchList list = main.find(option).orElse(null);
    String address = situation.peer().addressText();
    return list != null
        && list.test(address == null ? "" : address, situation) instanceof MatchList.Match.Matched;
  }

  /** There is another peer now. */
  void forget() {
    decided = 0;
    members = 0;
  }

  /** As {@link #has}, told apart from a list that cannot be read now. */
  Membership membership(Option<MatchList> option) throws InterruptedException {
    String address = situation.peer().addressText();
    return membership(option, "host", Text.of(address == null ? "" : address));
  }

  /** Whether a list of domains has a name that the peer gave. */
  boolean hasName(Option<MatchList> option, String name) throws InterruptedException {
    return membership(option, name, new Text(name, PEER)) == Membership.MEMBER;
  }

  private Membership membership(Option<MatchList> option, String who, Text subject)
      throws InterruptedException {
    MatchList list = main.find(option).orElse(null);
    if (list == null) {
      if (trace.isOn()) {
        trace.say(unset(who, option));
      } else if (Trace.of(Selector.LISTS) != null) {
        Trace.tell(Selector.LISTS, unset(who, option));
      }
      return Membership.STRANGER;
    }
    MatchList.Match match =
        list instanceof CompiledList compiled
            ? compiled.test(subject, situation, witness(), option.name())
            : list.test(subject.value(), situation);
    return switch (match) {
      case MatchList.Match.Matched _ -> Membership.MEMBER;
      case MatchList.Match.Unmatched _ -> Membership.STRANGER;
      case MatchList.Match.Deferred it -> unknown(option.name(), it.message());
      case MatchList.Match.Failed it -> unknown(option.name(), it.message());
    };
  }

  private static String unset(String who, Option<MatchList> option) {
    return who + " in " + option.name() + "? no (option unset)";
  }

  /** Who reads traces has seen the reason there. */
  private Membership unknown(String name, String why) {
    if (!trace.isOn()) {
      String peer = new PeerWords(situation.peer(), log).plain();
      log.main(null, name + ": " + why + " for " + peer);
    }
    return Membership.UNKNOWN;
  }

  private Witness witness() {
    ListNotes notes = new ListNotes(log, situation);
    return trace.isOn() ? new Traced(notes, log, trace) : notes;
  }

  /** Tells traces and the main log. */
  private record Traced(ListNotes notes, Log log, HostTrace trace) implements Witness {
    @Override
    public boolean isTracing() {
      return true;
    }

    @Override
    public void trace(String line) {
      trace.say(line);
    }

    @Override
    public void log(String line) {
      notes.log(line);
    }

    @Override
    public boolean unexpanded(String line) {
      log.panic(null, line);
      return true;
    }

    @Override
    public void unknown(String reason) {
      notes.unknown(reason);
    }

    @Override
    public void noAddress(String name) {
      notes.noAddress(name);
    }

    @Override
    public void noName(String address) {
      notes.noName(address);
    }
  }
}
