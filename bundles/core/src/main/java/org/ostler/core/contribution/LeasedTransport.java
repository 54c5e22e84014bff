// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;

/**
 * A transport of the configuration whose driver is contributed: prepared anew at first use after an
 * update.
 */
public final class LeasedTransport implements TransportDriver.Prepared {
  private final String driver;
  private final Settings settings;
  private final Contributions contributions;
  private final Guard guard;
  private volatile @Nullable Made made;

  public LeasedTransport(
      String driver, Settings settings, Contributions contributions, Guard guard) {
    this.driver = driver;
    this.settings = settings;
    this.contributions = contributions;
    this.guard = guard;
  }

  @Override
  public void deliver(Delivery delivery) throws InterruptedException {
    String trouble =
        guard.call(
            contributions.transports,
            driver,
            lease -> deliver(lease, delivery),
            sentence -> sentence);
    if (!trouble.isEmpty()) {
      delivery
          .addressees()
          .forEach(a -> delivery.report(a, new Outcome.Deferred(Outcome.Trouble.of(trouble))));
    }
  }

  private String deliver(Registry.Lease<TransportDriver> lease, Delivery delivery)
      throws InterruptedException {
    Made current = made;
    if (current == null || current.generation != lease.generation()) {
      try {
        current = new Made(lease.generation(), lease.contribution().prepare(settings));
        made = current;
      } catch (InvalidArgument invalid) {
        return settings.name() + " transport: " + invalid.getMessage();
      }
    }
    current.prepared.deliver(delivery);
    return "";
  }

  private record Made(long generation, TransportDriver.Prepared prepared) {}
}
