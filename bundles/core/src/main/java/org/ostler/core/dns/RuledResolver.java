// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.util.Optional;
import java.util.function.Supplier;
import org.ostler.api.dns.Resolver;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * A resolver under the rules of the main part: what is not asked for, and which failures count as
 * answers. Safe for many threads.
 */
public final class RuledResolver implements Resolver {
  private final Resolver resolver;
  private final Settings main;
  private final Supplier<? extends MailView> view;
  private final boolean ofHosts;

  /** {@code view} is what the lists of domains are expanded in. */
  public RuledResolver(Resolver resolver, Settings main, Supplier<? extends MailView> view) {
    this(resolver, main, view, true);
  }

  private RuledResolver(
      Resolver resolver, Settings main, Supplier<? extends MailView> view, boolean ofHosts) {
    this.resolver = resolver;
    this.main = main;
    this.view = view;
    this.ofHosts = ofHosts;
  }

  /** The same for records that are wanted for themselves: whether hosts have IPv6 is no matter. */
  public RuledResolver ofRecords() {
    return new RuledResolver(resolver, main, view, false);
  }

  @Override
  public Answer query(String name, RecordType type) throws InterruptedException {
    boolean ofHost = type == RecordType.A || type == RecordType.AAAA || type == RecordType.MX;
    if (ofHost && !DnsNames.areValid(name, main)) {
      return new Answer.NoSuchName(false);
    }
    if (ofHosts
        && type == RecordType.AAAA
        && (main.value(DnsOptions.DISABLE_IPV6) || listed(DnsOptions.DNS_IPV4_LOOKUP, name))) {
      return new Answer.NoData(false);
    }
    Answer answer = resolver.query(name, type);
    return answer instanceof Answer.TryAgain && listed(DnsOptions.DNS_AGAIN_MEANS_NONEXIST, name)
        ? new Answer.NoSuchName(false)
        : answer;
  }

  private boolean listed(Option<MatchList> option, String name) throws InterruptedException {
    Optional<MatchList> list = main.find(option);
    return list.isPresent() && list.get().test(name, view.get()) instanceof MatchList.Match.Matched;
  }
}
