// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.RouterDriver;
import org.ostler.language.expansion.ListKind;

/** {@code driver = manualroute}: the configuration itself names the hosts of a domain. */
public final class ManualrouteRouter implements RouterDriver {
  static final Option<String> HOST_ALL_IGNORED = Option.string("host_all_ignored", "defer");
  static final Option<String> HOST_FIND_FAILED = Option.string("host_find_failed", "freeze");
  static final Option<Boolean> HOSTS_RANDOMIZE = Option.bool("hosts_randomize", false);
  static final Option<Expandable> ROUTE_DATA = Option.expanded("route_data", null);
  static final Option<String> ROUTE_LIST = Option.string("route_list", null);

  /**
   * One compiled item of {@code route_list}.
   *
   * @param domains the pattern
   * @param hosts the host list, to be expanded
   * @param options the words behind it
   */
  record Entry(MatchList domains, Expandable hosts, List<String> options) {}

  private final Surroundings surroundings;

  public ManualrouteRouter(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String name() {
    return "manualroute";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        HOST_ALL_IGNORED,
        HOST_FIND_FAILED,
        HOSTS_RANDOMIZE,
        ROUTE_DATA,
        ROUTE_LIST,
        DnslookupRouter.SAME_DOMAIN_COPY_ROUTING);
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    Optional<String> list = settings.find(ROUTE_LIST);
    if (list.isPresent() == settings.find(ROUTE_DATA).isPresent()) {
      throw new InvalidArgument(
          "router "
              + settings.name()
              + " has driver manualroute and needs one of route_list and route_data");
    }
    return new ManualRoute(
        settings,
        list.isPresent() ? entries(list.get(), settings.name()) : null,
        SelfAction.of(settings.value(RouterOptions.SELF)),
        HostMissing.of(settings.value(HOST_FIND_FAILED), HOST_FIND_FAILED.name()),
        HostMissing.of(settings.value(HOST_ALL_IGNORED), HOST_ALL_IGNORED.name()),
        surroundings);
  }

  private List<Entry> entries(String list, String router) throws InvalidArgument {
    List<Entry> entries = new ArrayList<>();
    for (String text : ListText.items(list, ';')) {
      RouteItem item = RouteItem.ofList(text);
      if (item.pattern().isEmpty()) {
        throw new InvalidArgument(
            "route_list of router " + router + " has an item without a domain");
      }
      entries.add(
          new Entry(
              surroundings.compiler().list(ListKind.DOMAIN, item.pattern()),
              surroundings.compiler().expandable(item.hosts()),
              item.options()));
    }
    return List.copyOf(entries);
  }

  /** What to do about a host without an address. */
  enum HostMissing {
    FREEZE,
    DEFER,
    FAIL,
    DECLINE,
    PASS,
    IGNORE;

    static HostMissing of(String word, String option) throws InvalidArgument {
      for (HostMissing value : values()) {
        if (value.name().equalsIgnoreCase(word)) {
          return value;
        }
      }
      throw new InvalidArgument(
          "unrecognized setting for "
              + option
              + " option: it needs freeze, defer, fail, decline, pass or ignore, not \""
              + word
              + "\"");
    }
  }

  /** Words of a route item. */
  record Choice(
      boolean shuffle,
      Lookup lookup,
      boolean ipv4Only,
      boolean ipv4Prefer,
      @Nullable String transport) {
    enum Lookup {
      DEFAULT,
      BY_NAME,
      BY_DNS
    }

    static Choice of(List<String> words, boolean shuffle) {
      Choice choice = new Choice(shuffle, Lookup.DEFAULT, false, false, null);
      for (String word : words) {
        choice = choice.with(word);
      }
      return choice;
    }

    private Choice with(String word) {
      return switch (word) {
        case "randomize" -> new Choice(true, lookup, ipv4Only, ipv4Prefer, transport);
        case "no_randomize" -> new Choice(false, lookup, ipv4Only, ipv4Prefer, transport);
        case "byname" -> new Choice(shuffle, Lookup.BY_NAME, ipv4Only, ipv4Prefer, transport);
        case "bydns" -> new Choice(shuffle, Lookup.BY_DNS, ipv4Only, ipv4Prefer, transport);
        case "ipv4_only" -> new Choice(shuffle, lookup, true, ipv4Prefer, transport);
        case "ipv4_prefer" -> new Choice(shuffle, lookup, ipv4Only, true, transport);
        default -> new Choice(shuffle, lookup, ipv4Only, ipv4Prefer, word);
      };
    }
  }
}
