// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.routing.Routing;
import org.ostler.core.dns.DnsNames;

/** {@code driver = dnslookup}: finds the hosts of a domain in the DNS. */
public final class DnslookupRouter implements RouterDriver {
  static final Option<Boolean> CHECK_SECONDARY_MX = Option.bool("check_secondary_mx", false);

  /** The service whose SRV records (RFC 2782) are looked for before MX records; empty for none. */
  static final Option<Expandable> CHECK_SRV = Option.expanded("check_srv", null);

  static final Option<MatchList> FAIL_DEFER_DOMAINS =
      Option.list("fail_defer_domains", Kind.DOMAIN_LIST, null);
  static final Option<MatchList> IPV4_ONLY = Option.list("ipv4_only", Kind.DOMAIN_LIST, null);
  static final Option<MatchList> IPV4_PREFER = Option.list("ipv4_prefer", Kind.DOMAIN_LIST, null);
  static final Option<MatchList> MX_DOMAINS = Option.list("mx_domains", Kind.DOMAIN_LIST, null);

  /** Where trouble in finding MX records is as good as that there are none. */
  static final Option<MatchList> MX_FAIL_DOMAINS =
      Option.list("mx_fail_domains", Kind.DOMAIN_LIST, null);

  /** Where trouble in finding SRV records is as good as that there are none. */
  static final Option<MatchList> SRV_FAIL_DOMAINS =
      Option.list("srv_fail_domains", Kind.DOMAIN_LIST, null);

  /**
   * A promise that nothing but the domain decides; each address is routed for itself all the same.
   */
  static final Option<Boolean> SAME_DOMAIN_COPY_ROUTING =
      Option.bool("same_domain_copy_routing", false);

  /** Whether a name without dots is completed by the domain of this host. */
  static final Option<Boolean> QUALIFY_SINGLE = Option.bool("qualify_single", true);

  /** Whether a name that is not found is looked for in the domains above this host too. */
  static final Option<Boolean> SEARCH_PARENTS = Option.bool("search_parents", false);

  /** What is put behind a domain that is not found. */
  static final Option<List<String>> WIDEN_DOMAINS = Option.strings("widen_domains", null);

  /** Whether addresses of header fields get the domain under which it was found. */
  static final Option<Boolean> REWRITE_HEADERS = Option.bool("rewrite_headers", true);

  private final Surroundings surroundings;

  public DnslookupRouter(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String name() {
    return "dnslookup";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        CHECK_SECONDARY_MX,
        CHECK_SRV,
        FAIL_DEFER_DOMAINS,
        IPV4_ONLY,
        IPV4_PREFER,
        MX_DOMAINS,
        MX_FAIL_DOMAINS,
        QUALIFY_SINGLE,
        REWRITE_HEADERS,
        SAME_DOMAIN_COPY_ROUTING,
        SEARCH_PARENTS,
        SRV_FAIL_DOMAINS,
        WIDEN_DOMAINS);
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    if (settings.find(RouterOptions.TRANSPORT).isEmpty()
        && !settings.value(RouterOptions.VERIFY_ONLY)) {
      throw new InvalidArgument(
          settings.name() + " router: a transport is required for this router (driver dnslookup)");
    }
    return new ByDns(
        settings,
        SelfAction.of(settings.value(RouterOptions.SELF)),
        new HostFinder(surroundings),
        surroundings);
  }

  private record ByDns(
      Settings settings, SelfAction self, HostFinder finder, Surroundings surroundings)
      implements Prepared {
    @Override
    public Routing route(Addressee addressee, MailView mail) throws InterruptedException {
      String domain = addressee.domain();
      if (!DnsNames.areValid(domain, mail.settings())) {
        return new Routing.Decline("mail domain \"" + domain + "\" is syntactically invalid");
      }
      HostFinder.Wish wish =
          new HostFinder.Wish(
              listed(IPV4_ONLY, domain, mail),
              listed(IPV4_PREFER, domain, mail),
              new HostFinder.Ignored(
                  settings.find(RouterOptions.IGNORE_TARGET_HOSTS).orElse(null), mail),
              HostFinder.Dnssec.of(settings, domain, mail));
      Expansion service =
          settings.isSet(CHECK_SRV) ? settings.value(CHECK_SRV).expand(mail) : Expansion.of("");
      return switch (service) {
        case Expansion.Value(var text) -> found(text.value().strip(), wish, addressee, mail);
        case Expansion.ForcedFailure(var _) -> found("", wish, addressee, mail);
        case Expansion.Failed(var message) -> unexpanded(message);
        case Expansion.Deferred(var message) -> unexpanded(message);
      };
    }

    private Routing unexpanded(String message) {
      String text = "%s router: failed to expand check_srv: %s".formatted(settings.name(), message);
      return new Routing.Defer("", text, false);
    }

    private Routing found(String service, HostFinder.Wish wish, Addressee addressee, MailView mail)
        throws InterruptedException {
      String domain = addressee.domain();
      String name = domain;
      HostFinder.Found found = new HostFinder.Found.Nothing("");
      for (String next : WidenedNames.of(domain, settings, mail)) {
        name = next;
        found = found(service, name, wish, mail);
        if (!(found instanceof HostFinder.Found.Nothing(var why) && why.isEmpty())) {
          break;
        }
      }
      boolean renamed = !name.equals(domain) && found instanceof HostFinder.Found.Hosts;
      return renamed
          ? OurselvesFound.renamed(addressee, name, settings.value(REWRITE_HEADERS), mail)
          : routing(found, addressee, mail);
    }

    private HostFinder.Found found(String service, String name, HostFinder.Wish wish, MailView mail)
        throws InterruptedException {
      Predicate<String> local = HostFinder.treatedAsLocal(mail);
      HostFinder.Found found =
          service.isEmpty()
              ? null
              : finder.bySrv(service, name, wish, local, listed(SRV_FAIL_DOMAINS, name, mail));
      return found != null
          ? found
          : finder.byMx(name, 0, wish, local, listed(MX_FAIL_DOMAINS, name, mail));
    }

    private Routing routing(HostFinder.Found found, Addressee addressee, MailView mail)
        throws InterruptedException {
      return switch (found) {
        case HostFinder.Found.TryAgain(var _) -> again();
        case HostFinder.Found.Nothing(var message) -> nothing(message, addressee.domain(), mail);
        case HostFinder.Found.Ignored() -> new Routing.Decline("");
        case HostFinder.Found.Hosts hosts -> hosts(hosts, addressee, mail);
      };
    }

    /** A domain that somebody is still setting up is waited for ({@code fail_defer_domains}). */
    private Routing nothing(String message, String domain, MailView mail)
        throws InterruptedException {
      return listed(FAIL_DEFER_DOMAINS, domain, mail)
          ? new Routing.Defer("", RouterOptions.DEFER_REQUESTED, false)
          : new Routing.Decline(message);
    }

    private Routing again() {
      if (settings.value(RouterOptions.PASS_ON_TIMEOUT)) {
        return new Routing.Pass("host lookup did not complete");
      }
      return new Routing.Defer(
          "host lookup did not complete", "host lookup did not complete", false);
    }

    private Routing hosts(HostFinder.Found.Hosts found, Addressee addressee, MailView mail)
        throws InterruptedException {
      NextHop first = found.hosts().getFirst();
      if (first.preference() < 0 && listed(MX_DOMAINS, addressee.domain(), mail)) {
        return new Routing.Decline("");
      }
      if (found.local()) {
        @Nullable Routing own =
            OurselvesFound.apply(self, first, addressee, mail, surroundings.log());
        if (own != null) {
          return own;
        }
      } else if (settings.value(CHECK_SECONDARY_MX) && !found.removed()) {
        return new Routing.Decline("");
      }
      return new Routing.Accept(found.hosts(), null);
    }

    private boolean listed(Option<MatchList> option, String domain, MailView mail)
        throws InterruptedException {
      MatchList list = settings.find(option).orElse(null);
      return list != null && list.test(domain, mail) instanceof MatchList.Match.Matched;
    }
  }
}
