// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.ostler.core.log.Log;

/**
 * Tells the main log of each feature that comes, goes or is updated, in one line. A feature is a
 * bundle that states services of the contracts for features; commands, the catalogue and the spool
 * are the house's own.
 */
final class FeatureChanges implements BundleListener, AutoCloseable {
  private static final Pattern CONTRACT =
      Pattern.compile("org\\.ostler\\.api\\.(?!command\\.|feature\\.|spool\\.)\\w+\\.\\w");

  private final BundleContext context;
  private final Log log;
  // What the next start of a bundle completes.
  private final Map<Long, String> underway = new ConcurrentHashMap<>();

  private FeatureChanges(BundleContext context, Log log) {
    this.context = context;
    this.log = log;
  }

  /** Tells from now on, until it is closed. */
  static FeatureChanges tell(BundleContext context, Log log) {
    FeatureChanges changes = new FeatureChanges(context, log);
    context.addBundleListener(changes);
    return changes;
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    switch (event.getType()) {
      case BundleEvent.INSTALLED -> underway.put(bundle.getBundleId(), "installed");
      case BundleEvent.UPDATED -> underway.put(bundle.getBundleId(), "updated");
      case BundleEvent.STARTED -> {
        String change = underway.remove(bundle.getBundleId());
        if (change != null) {
          tell(bundle, change);
        }
      }
      case BundleEvent.UNINSTALLED -> {
        underway.remove(bundle.getBundleId());
        tell(bundle, "removed");
      }
      default -> {
        // Steps on the way.
      }
    }
  }

  private void tell(Bundle bundle, String change) {
    String capabilities = bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY);
    if (capabilities != null && CONTRACT.matcher(capabilities).find()) {
      String name = bundle.getSymbolicName().replaceFirst("^org\\.ostler\\.", "");
      log.main(null, "feature " + name + " " + bundle.getVersion() + " " + change);
    }
  }

  @Override
  public void close() {
    context.removeBundleListener(this);
  }
}
