// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.ostler.api.feature.FeatureCatalog.FeatureProblem;

/** The features of the distribution and those that lie in {@code deploy/}, each with its state. */
final class FeatureList {
  private static final String NAMESPACE = "ostler.word";

  private final BundleContext context;
  private final KarafCatalog catalog;

  FeatureList(BundleContext context, KarafCatalog catalog) {
    this.context = context;
    this.catalog = catalog;
  }

  /**
   * One feature.
   *
   * @param state {@code available}, {@code installed}, {@code stopped} (it is installed, and not
   *     all of its bundles run), {@code deployed}
   * @param isDeployed whether no feature of the distribution holds it
   * @param version of its own bundle when there is one, else the one that the distribution holds
   */
  record Entry(
      String name,
      String state,
      String version,
      String description,
      List<Words> words,
      boolean isDeployed) {}

  /** By name; those that were deployed by hand come last. */
  List<Entry> all() throws IOException, FeatureProblem {
    Set<String> installed = catalog.installed();
    List<Entry> all = new ArrayList<>();
    Set<Bundle> known = new HashSet<>();
    for (ShippedFeature shipped : catalog.shipped()) {
      Feature feature = catalog.named(shipped.name());
      List<Bundle> own = own(feature);
      known.addAll(own);
      boolean isThere = installed.contains(shipped.name());
      all.add(
          new Entry(
              shipped.name(),
              isThere ? running(own) ? "installed" : "stopped" : "available",
              isThere && own.size() == 1
                  ? own.getFirst().getVersion().toString()
                  : feature.getVersion(),
              shipped.description(),
              shipped.words(),
              false));
    }
    for (Bundle bundle : context.getBundles()) {
      if (!known.contains(bundle)) {
        deployed(bundle).ifPresent(all::add);
      }
    }
    return all;
  }

  /** The feature of that name, if there is any. */
  Optional<Entry> find(String name) throws IOException, FeatureProblem {
    return all().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  private List<Bundle> own(Feature feature) {
    List<Bundle> own = new ArrayList<>();
    for (BundleInfo info : feature.getBundles()) {
      Bundle bundle = info.isDependency() ? null : context.getBundle(info.getLocation());
      if (bundle != null) {
        own.add(bundle);
      }
    }
    return own;
  }

  private static boolean running(List<Bundle> bundles) {
    return bundles.stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
  }

  private static Optional<Entry> deployed(Bundle bundle) {
    String header = bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY);
    if (header == null || !header.contains(NAMESPACE)) {
      return Optional.empty();
    }
    String description = bundle.getHeaders("").get(Constants.BUNDLE_DESCRIPTION);
    return Optional.of(
        new Entry(
            bundle.getSymbolicName().replaceFirst("^org\\.ostler\\.", ""),
            running(List.of(bundle)) ? "deployed" : "stopped",
            bundle.getVersion().toString(),
            description == null ? "" : description,
            Words.of(header),
            true));
  }
}
