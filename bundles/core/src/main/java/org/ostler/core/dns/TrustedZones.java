// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.util.function.Supplier;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Settings;

/** {@code dns_trust_aa}. */
record TrustedZones(MatchList zones, Supplier<? extends MailView> view) implements Authenticity {
  static Authenticity of(Settings main, Supplier<? extends MailView> view) {
    MatchList zones = main.find(DnsOptions.DNS_TRUST_AA).orElse(null);
    return zones == null ? STRICT : new TrustedZones(zones, view);
  }

  @Override
  public boolean trusts(String zone) throws InterruptedException {
    return zones.test(zone, view.get()) instanceof MatchList.Match.Matched;
  }
}
