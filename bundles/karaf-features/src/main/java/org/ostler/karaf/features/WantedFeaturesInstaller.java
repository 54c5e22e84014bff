// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.feature.FeatureCatalog.FeatureProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs, at start, the features that an administrator wants and that are missing. */
@Component(service = WantedFeaturesInstaller.class, immediate = true)
public final class WantedFeaturesInstaller {
  private static final Logger LOG = LoggerFactory.getLogger(WantedFeaturesInstaller.class);

  private final KarafCatalog catalog;
  private final WantedFeatures wanted;
  private final Thread installing;

  @Activate
  public WantedFeaturesInstaller(BundleContext context, @Reference KarafCatalog catalog) {
    String data = context.getProperty("ostler.data");
    this.catalog = catalog;
    this.wanted = new WantedFeatures(Path.of(data == null ? "data" : data, "features"));
    // The feature service starts this bundle on the very thread that would install.
    this.installing = Thread.ofVirtual().name("wanted-features").start(this::installMissing);
  }

  /** Ends with the bundle; what is being installed then, is installed. */
  @Deactivate
  public void stop() {
    installing.interrupt();
  }

  WantedFeatures wanted() {
    return wanted;
  }

  private void installMissing() {
    try {
      Set<String> missing = new TreeSet<>(wanted.names());
      missing.removeAll(catalog.installed());
      for (String name : missing) {
        install(name);
      }
    } catch (IOException e) {
      LOG.error("the list of wanted features cannot be read", e);
    }
  }

  private void install(String name) {
    try {
      catalog.install(name);
      LOG.info("installed the feature {}", name);
    } catch (FeatureProblem e) {
      LOG.error("a wanted feature is missing: {}", e.getMessage(), e);
    }
  }
}
