// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Recipient;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/** {@code percent_hack_domains}: a@b for a%b@ours, before any router sees it. */
final class PercentHack {
  private static final MatchList.Match NO = new MatchList.Match.Unmatched();

  private PercentHack() {}

  /** The address that is meant by it; null when it means itself. */
  static RouterChain.@Nullable Step of(Address address, Situation situation)
      throws InterruptedException {
    MatchList domains =
        situation.settings().find(RouteMainOptions.PERCENT_HACK_DOMAINS).orElse(null);
    if (domains == null || address.isTarget()) {
      return null;
    }
    String meant = address.address();
    while (true) {
      int at = meant.lastIndexOf('@');
      int percent = meant.lastIndexOf('%', at);
      // What is left of one without a local part or a domain would be no address.
      boolean whole = percent > 0 && percent + 1 < at;
      switch (whole ? domains.test(meant.substring(at + 1), situation) : NO) {
        case MatchList.Match.Matched _ ->
            meant = meant.substring(0, percent) + "@" + meant.substring(percent + 1, at);
        case MatchList.Match.Unmatched _ -> {
          return meant.equals(address.address()) ? null : redirected(address, meant);
        }
        case MatchList.Match.Deferred _, MatchList.Match.Failed _ -> {
          return RouterChain.deferred(address, "cannot check percent_hack_domains");
        }
      }
    }
  }

  private static RouterChain.Step redirected(Address address, String meant) {
    Address child = new Address(meant, new Recipient(meant), address);
    return new RouterChain.Step(new Routed.Redirected(address, List.of(child)), null);
  }
}
