// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.util.Optional;
import java.util.function.Supplier;
import org.ostler.api.dns.Resolver;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Situation;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/**
 * A resolver under the rules of the main part: what is not asked for, and which failures count as
 * answers. Lookups without records are told as events. Safe for many threads.
 */
public final class RuledResolver implements Resolver {
  private final Resolver resolver;
  private final Settings main;
  private final Supplier<Situation> nothing;
  private final FailedLookups failed;
  private final boolean ofHosts;

  /** {@code nothing} is the view in which the lists of domains are expanded: no mail's. */
  public RuledResolver(Resolver resolver, Settings main, Supplier<Situation> nothing) {
    this(resolver, main, nothing, true);
  }

  private RuledResolver(
      Resolver resolver, Settings main, Supplier<Situation> nothing, boolean ofHosts) {
    this.resolver = resolver;
    this.main = main;
    this.nothing = nothing;
    this.failed = new FailedLookups(nothing);
    this.ofHosts = ofHosts;
  }

  /** The same for records that are wanted for themselves: whether hosts have IPv6 is no matter. */
  public RuledResolver ofRecords() {
    return new RuledResolver(resolver, main, nothing, false);
  }

  @Override
  public Answer query(String name, RecordType type) throws InterruptedException {
    boolean ofHost = type == RecordType.A || type == RecordType.AAAA || type == RecordType.MX;
    boolean valid = !ofHost || DnsNames.areValid(name, main);
    if (valid
        && ofHosts
        && type == RecordType.AAAA
        && (main.value(DnsOptions.DISABLE_IPV6) || listed(DnsOptions.DNS_IPV4_LOOKUP, name))) {
      return new Answer.NoData(false);
    }
    Answer answer = valid ? asked(name, type) : new Answer.NoSuchName(false);
    failed.tell(name, type, answer);
    tell(name, type, answer);
    return answer;
  }

  /** What {@code -d+dns} tells, in Exim's lines. */
  private static void tell(String name, RecordType type, Answer answer) {
    Trace trace = Trace.of(Selector.DNS);
    if (trace != null) {
      trace.say(
          Selector.DNS,
          "DNS lookup of "
              + name
              + " ("
              + type
              + ") "
              + switch (answer) {
                case Answer.NoSuchName _ -> "gave HOST_NOT_FOUND\nreturning DNS_NOMATCH";
                case Answer.NoData _ -> "gave NO_DATA\nreturning DNS_NODATA";
                case Answer.TryAgain _ -> "gave TRY_AGAIN\nreturning DNS_AGAIN";
                case Answer.Records _ -> "succeeded";
              });
    }
  }

  private Answer asked(String name, RecordType type) throws InterruptedException {
    Answer answer = resolver.query(name, type);
    return answer instanceof Answer.TryAgain && listed(DnsOptions.DNS_AGAIN_MEANS_NONEXIST, name)
        ? new Answer.NoSuchName(false)
        : answer;
  }

  private boolean listed(Option<MatchList> option, String name) throws InterruptedException {
    Optional<MatchList> list = main.find(option);
    return list.isPresent()
        && list.get().test(name, nothing.get()) instanceof MatchList.Match.Matched;
  }
}
