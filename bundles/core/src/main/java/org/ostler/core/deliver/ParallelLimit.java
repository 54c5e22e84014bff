// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.thread.Turns;

/**
 * {@code max_parallel}: how many deliveries of a transport go on at the same time; the others wait
 * for their turn.
 */
record ParallelLimit(Turns turns, Situation base, Log log) {
  /** One delivery. */
  interface Job {
    Hops.Health run() throws InterruptedException;
  }

  /** Runs the delivery of an address when it may. */
  Hops.Health within(Transport transport, Address address, Job job) throws InterruptedException {
    int most = most(transport, address);
    if (most == 0) {
      return job.run();
    }
    turns.take(transport.name(), most);
    try {
      return job.run();
    } finally {
      turns.giveBack(transport.name());
    }
  }

  private int most(Transport transport, Address address) throws InterruptedException {
    Expandable option = transport.settings().find(TransportOptions.MAX_PARALLEL).orElse(null);
    if (option == null) {
      return 0;
    }
    Expansion expansion = option.expand(base.with(address));
    String text = expansion instanceof Expansion.Value(var value) ? value.value().strip() : "?";
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("[0-9]{1,6}")) {
      log.panic(
          base.envelope().queueId(),
          "max_parallel of " + transport.name() + " transport is no number: " + text);
      return 0;
    }
    return Integer.parseInt(text);
  }
}
