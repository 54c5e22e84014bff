// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.Compiler;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.text.ListText;

/** Sorts addresses by {@code remote_sort_domains}: which domains are to be sent to first. */
final class RemoteOrder {
  private final Policy policy;
  private final Situation base;
  private final Log log;

  RemoteOrder(Policy policy, Situation base, Log log) {
    this.policy = policy;
    this.base = base;
    this.log = log;
  }

  /** Those whose domains fit the first item come first; those that fit none keep their order. */
  List<Address> sorted(List<Address> addresses) throws InterruptedException {
    Expandable option = policy.main().find(DeliveryOptions.REMOTE_SORT_DOMAINS).orElse(null);
    if (option == null || addresses.size() < 2) {
      return addresses;
    }
    try {
      if (option.expand(base) instanceof Expansion.Value(var text)) {
        return sorted(addresses, lists(text.value()));
      }
      log.panic(base.envelope().queueId(), "failed to expand remote_sort_domains");
    } catch (InvalidArgument wrong) {
      log.panic(base.envelope().queueId(), "remote_sort_domains: " + wrong.getMessage());
    }
    return addresses;
  }

  private List<MatchList> lists(String text) throws InvalidArgument {
    Compiler compiler = policy.routers().surroundings().compiler();
    List<MatchList> lists = new ArrayList<>();
    for (String item : ListText.items(text)) {
      lists.add(compiler.list(ListKind.DOMAIN, item.replace(":", "::")));
    }
    return lists;
  }

  private List<Address> sorted(List<Address> addresses, List<MatchList> lists)
      throws InterruptedException {
    Map<Address, Integer> ranks = new HashMap<>();
    for (Address address : addresses) {
      int rank = 0;
      while (rank < lists.size()
          && !(lists.get(rank).test(address.domain(), base.with(address))
              instanceof MatchList.Match.Matched)) {
        rank++;
      }
      ranks.put(address, rank);
    }
    return addresses.stream()
        .sorted(Comparator.comparingInt(address -> ranks.getOrDefault(address, 0)))
        .toList();
  }
}
