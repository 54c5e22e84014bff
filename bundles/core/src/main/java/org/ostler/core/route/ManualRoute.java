// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.routing.Routing;
import org.ostler.core.route.ManualrouteRouter.Choice;
import org.ostler.core.route.ManualrouteRouter.Entry;
import org.ostler.core.route.ManualrouteRouter.HostMissing;
import org.ostler.language.text.Ascii;

/** A manualroute router at work. */
record ManualRoute(
    Settings settings,
    @Nullable List<Entry> entries,
    SelfAction self,
    HostMissing missing,
    HostMissing allIgnored,
    Surroundings surroundings)
    implements RouterDriver.Prepared {
  /** Finding the hosts of one address. */
  private final class Search {
    private final Addressee addressee;
    private final MailView mail;
    private final Choice choice;
    private final List<NextHop> hops = new ArrayList<>();
    private boolean sendToSelf;

    Search(Addressee addressee, MailView mail, Choice choice) {
      this.addressee = addressee;
      this.mail = mail;
      this.choice = choice;
    }

    Routing run(List<HostItem> items) throws InterruptedException {
      for (HostItem item : items) {
        Routing end = add(item, find(item));
        if (end != null) {
          return end;
        }
      }
      if (hops.isEmpty()) {
        return missing(
            allIgnored,
            "lookup failed for all hosts in "
                + settings.name()
                + " router: host_find_failed="
                + Ascii.lower(missing.name())
                + " host_all_ignored="
                + Ascii.lower(allIgnored.name()));
      }
      return new Routing.Accept(List.copyOf(hops), choice.transport());
    }

    private HostFinder.Found find(HostItem item) throws InterruptedException {
      HostFinder finder = new HostFinder(surroundings);
      var local = HostFinder.treatedAsLocal(mail);
      HostFinder.Ignored targets =
          new HostFinder.Ignored(
              settings.find(RouterOptions.IGNORE_TARGET_HOSTS).orElse(null), mail);
      HostFinder.Wish wish =
          new HostFinder.Wish(
              choice.ipv4Only(),
              choice.ipv4Prefer(),
              targets,
              HostFinder.Dnssec.of(settings, item.name(), mail));
      if (IpAddress.parse(item.name()) != null) {
        boolean own = surroundings.hosts().isOwn(item.name());
        NextHop hop = new NextHop(item.name(), item.name(), item.port(), -1, false);
        return targets.has(item.name())
            ? new HostFinder.Found.Ignored()
            : new HostFinder.Found.Hosts(List.of(hop), own, false);
      }
      if (item.exchangers()) {
        return finder.byMx(item.name(), item.port(), wish, local);
      }
      boolean fileFirst = choice.lookup() == Choice.Lookup.BY_NAME;
      HostFinder.Found found = finder.byName(item.name(), item.port(), wish, local, fileFirst);
      return found instanceof HostFinder.Found.Nothing && choice.lookup() == Choice.Lookup.DEFAULT
          ? finder.byName(item.name(), item.port(), wish, local, true)
          : found;
    }

    /** Adds what was found; the routing when the search ends here. */
    private @Nullable Routing add(HostItem item, HostFinder.Found found) {
      switch (found) {
        case HostFinder.Found.TryAgain(var _) -> {
          return settings.value(RouterOptions.PASS_ON_TIMEOUT)
              ? new Routing.Pass("host lookup did not complete")
              : defer("host lookup for " + item.name() + " did not complete (DNS timeout?)");
        }
        case HostFinder.Found.Nothing(var _) -> {
          return missing == HostMissing.IGNORE
              ? null
              : missing(
                  missing,
                  "lookup of host \""
                      + item.name()
                      + "\" failed in "
                      + settings.name()
                      + " router");
        }
        case HostFinder.Found.Ignored() -> {}
        case HostFinder.Found.Hosts(var list, var local, var _) -> {
          if (local && !sendToSelf) {
            // hosts after ourselves are worse than we are, as with MX records
            if (!hops.isEmpty()) {
              return new Routing.Accept(List.copyOf(hops), choice.transport());
            }
            Routing own =
                OurselvesFound.apply(self, list.getFirst(), addressee, mail, surroundings.log());
            if (own != null) {
              return own;
            }
            sendToSelf = true;
          }
          hops.addAll(list);
        }
      }
      return null;
    }
  }

  @Override
  public Routing route(Addressee addressee, MailView mail) throws InterruptedException {
    if (entries == null) {
      return data(addressee, mail);
    }
    for (Entry entry : entries) {
      switch (entry.domains().test(addressee.domain(), mail)) {
        case MatchList.Match.Matched(var _) -> {
          return entry(entry, addressee, mail);
        }
        case MatchList.Match.Unmatched _ -> {}
        case MatchList.Match.Deferred(var _) -> {
          return defer("lookup defer in route_list");
        }
        case MatchList.Match.Failed(var message) -> {
          return defer(message);
        }
      }
    }
    return new Routing.Decline("");
  }

  private Routing entry(Entry entry, Addressee addressee, MailView mail)
      throws InterruptedException {
    return switch (entry.hosts().expand(mail)) {
      case Expansion.Value(var text) -> {
        RouteTelling.hosts(entry.hosts().source(), text.value(), entry.options());
        yield hosts(text.value(), entry.options(), addressee, mail);
      }
      case Expansion.ForcedFailure(var _) -> new Routing.Decline("");
      case Expansion.Failed(var message) -> unexpanded(entry.hosts(), message);
      case Expansion.Deferred(var message) -> unexpanded(entry.hosts(), message);
    };
  }

  private Routing unexpanded(Expandable text, String message) {
    return defer(
        settings.name() + " router: failed to expand \"" + text.source() + "\": " + message);
  }

  private Routing data(Addressee addressee, MailView mail) throws InterruptedException {
    Expandable data = settings.value(ManualrouteRouter.ROUTE_DATA);
    switch (data.expand(mail)) {
      case Expansion.Value(var text) -> {
        RouteItem item = RouteItem.ofData(text.value());
        if (item.hosts().isEmpty()) {
          return new Routing.Decline("");
        }
        RouteTelling.hosts(item.hosts(), item.hosts(), item.options());
        return hosts(item.hosts(), item.options(), addressee, mail);
      }
      case Expansion.ForcedFailure(var _) -> {
        return new Routing.Decline("");
      }
      case Expansion.Failed(var message) -> {
        return defer("failed to expand \"" + data.source() + "\": " + message);
      }
      case Expansion.Deferred(var message) -> {
        return defer("failed to expand \"" + data.source() + "\": " + message);
      }
    }
  }

  Routing hosts(String list, List<String> options, Addressee addressee, MailView mail)
      throws InterruptedException {
    Choice choice =
        Choice.of(options, settings.find(ManualrouteRouter.HOSTS_RANDOMIZE).orElse(false));
    String transport = choice.transport();
    if (transport == null) {
      transport = ownTransport(mail);
    }
    String named = choice.transport();
    if (named != null && !surroundings.transports().isKnown(named)) {
      return defer("error in router: unknown routing option or transport name \"" + named + "\"");
    }
    if (transport != null && !surroundings.transports().isRemote(transport)) {
      // a local transport sees the list as it is, in $host
      return new Routing.Accept(
          list.isEmpty() ? List.of() : List.of(new NextHop(list, null, 0, -1, false)),
          choice.transport());
    }
    if (list.isEmpty()) {
      return defer(
          "error in "
              + settings.name()
              + " router: no host(s) specified for domain "
              + addressee.domain());
    }
    List<HostItem> items =
        HostItem.list(list, choice.shuffle(), Random.from(surroundings.random()));
    return new Search(addressee, mail, choice).run(items);
  }

  private @Nullable String ownTransport(MailView mail) throws InterruptedException {
    Expandable name = settings.find(RouterOptions.TRANSPORT).orElse(null);
    return name != null && name.expand(mail) instanceof Expansion.Value(var text)
        ? text.value()
        : null;
  }

  private static Routing defer(String message) {
    return new Routing.Defer("", message, false);
  }

  private static Routing missing(HostMissing action, String message) {
    return switch (action) {
      case FREEZE -> new Routing.Defer("", message, true);
      case DEFER, IGNORE -> defer(message);
      case FAIL -> new Routing.Fail(message, message);
      case DECLINE -> new Routing.Decline("");
      case PASS -> new Routing.Pass(message);
    };
  }
}
