// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.routing.Routing;

/**
 * A router of the configuration whose driver is contributed: prepared anew at first use after an
 * update.
 */
public final class LeasedRouter implements RouterDriver.Prepared {
  private final String driver;
  private final Settings settings;
  private final Contributions contributions;
  private final Guard guard;
  private volatile @Nullable Made made;

  public LeasedRouter(String driver, Settings settings, Contributions contributions, Guard guard) {
    this.driver = driver;
    this.settings = settings;
    this.contributions = contributions;
    this.guard = guard;
  }

  @Override
  public Routing route(Addressee addressee, MailView mail) throws InterruptedException {
    return guard.call(
        contributions.routers,
        driver,
        lease -> route(lease, addressee, mail),
        LeasedRouter::deferral);
  }

  private Routing route(Registry.Lease<RouterDriver> lease, Addressee addressee, MailView mail)
      throws InterruptedException {
    Made current = made;
    if (current == null || current.generation != lease.generation()) {
      try {
        current = new Made(lease.generation(), lease.contribution().prepare(settings));
        made = current;
      } catch (InvalidArgument invalid) {
        return deferral(settings.name() + " router: " + invalid.getMessage());
      }
    }
    return current.prepared.route(addressee, mail);
  }

  private static Routing deferral(String sentence) {
    return new Routing.Defer("", sentence, false);
  }

  private record Made(long generation, RouterDriver.Prepared prepared) {}
}
