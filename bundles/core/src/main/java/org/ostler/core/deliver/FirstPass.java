// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.QueueOptions;

/**
 * What is left to the next queue run: of a run for local deliveries alone ({@code -ql}) all that
 * goes to other hosts, and of the first attempt at a fresh message more: domains of {@code
 * queue_domains} are not even routed, deliveries to other hosts wait when {@code
 * queue_smtp_domains}, {@code -odqs} or {@code queue_only_file = smtp/FILE} say so.
 */
final class FirstPass {
  static final String QUEUE_DOMAIN = "domain is in queue_domains";
  private static final String ROUTED_ONLY =
      "first-pass only routing due to -odqs, queue_smtp_domains or control=queue";
  private static final String SUPPRESSED = "remote deliveries suppressed";
  private static final String QUEUED = "SMTP delivery explicitly queued";

  private final Policy policy;
  private final Situation base;
  private final boolean fresh;
  private final boolean localOnly;

  FirstPass(Policy policy, Situation base, Dispatch.Reason reason) {
    this.policy = policy;
    this.base = base;
    this.fresh = reason == Dispatch.Reason.FRESH;
    this.localOnly = reason.isLocalOnly();
  }

  /** Whether the address is not to be routed now. A list that cannot be read holds it too. */
  boolean holds(Address address) throws InterruptedException {
    return fresh
        && !(match(QueueOptions.QUEUE_DOMAINS, address) instanceof MatchList.Match.Unmatched);
  }

  /**
   * Takes out of the routed addresses those that wait for a run, and tells of them. A list that
   * cannot be read holds none of them: not all SMTP deliveries are to wait for one lookup.
   */
  List<Address> sendsNow(List<Address> routed, Waits waits) throws InterruptedException {
    List<Address> now = new ArrayList<>();
    for (Address address : routed) {
      Transport transport = policy.transports().get(String.valueOf(address.transportName));
      boolean elsewhere = transport != null && transport.remote();
      boolean remote = fresh && elsewhere;
      if (localOnly && elsewhere) {
        waits.tell(address, -55, SUPPRESSED);
      } else if (remote && base.envelope().controls.queueRouteFirst) {
        waits.tell(address, 0, QUEUED);
      } else if (remote
          && match(QueueOptions.QUEUE_SMTP_DOMAINS, address) instanceof MatchList.Match.Matched) {
        waits.tell(address, -1, ROUTED_ONLY);
      } else {
        now.add(address);
      }
    }
    return now;
  }

  private MatchList.Match match(Option<MatchList> option, Address address)
      throws InterruptedException {
    MatchList list = policy.main().find(option).orElse(null);
    return list == null
        ? new MatchList.Match.Unmatched()
        : list.test(address.domain(), base.with(address));
  }

  /** Hears of an address that waits for a queue run. */
  @FunctionalInterface
  interface Waits {
    void tell(Address address, int number, String why);
  }
}
