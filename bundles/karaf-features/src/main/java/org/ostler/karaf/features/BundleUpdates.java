// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.ostler.api.feature.FeatureCatalog.FeatureProblem;

/** Replaces the bundles of a running feature by new ones, while mail flows. */
final class BundleUpdates {
  private final BundleContext context;

  BundleUpdates(BundleContext context) {
    this.context = context;
  }

  /** Reads the feature's bundles again from where they came; returns what they are now. */
  List<String> fromDistribution(Feature feature) throws FeatureProblem {
    List<String> updated = new ArrayList<>();
    for (BundleInfo info : feature.getBundles()) {
      Bundle bundle = context.getBundle(info.getLocation());
      if (bundle != null && !info.isDependency()) {
        update(bundle, null);
        updated.add(describe(bundle));
      }
    }
    return updated;
  }

  /** Replaces one of the feature's bundles by the one in the file. */
  List<String> fromFile(Feature feature, Path file) throws FeatureProblem {
    String name = symbolicName(file);
    for (BundleInfo info : feature.getBundles()) {
      Bundle bundle = context.getBundle(info.getLocation());
      if (bundle != null && name.equals(bundle.getSymbolicName())) {
        try (InputStream content = Files.newInputStream(file)) {
          update(bundle, content);
          return List.of(describe(bundle));
        } catch (IOException e) {
          throw new FeatureProblem(file + " cannot be read: " + e.getMessage());
        }
      }
    }
    throw new FeatureProblem(
        file
            + " holds the bundle "
            + name
            + ", which the feature "
            + feature.getName()
            + " has not");
  }

  private static void update(Bundle bundle, @Nullable InputStream content) throws FeatureProblem {
    try {
      bundle.update(content);
      if (bundle.getState() != Bundle.ACTIVE) {
        // The framework tells its listeners why, and nobody else.
        throw new FeatureProblem(
            describe(bundle) + " is there and does not start; see the container's log");
      }
    } catch (BundleException e) {
      FeatureProblem problem =
          new FeatureProblem(
              bundle.getSymbolicName() + " stays as it was, its update failed: " + e.getMessage());
      problem.initCause(e);
      throw problem;
    }
  }

  private static String describe(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }

  private static String symbolicName(Path file) throws FeatureProblem {
    try (JarInputStream jar = new JarInputStream(Files.newInputStream(file))) {
      Manifest manifest = jar.getManifest();
      String name =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
      if (name == null) {
        throw new FeatureProblem(file + " is not a bundle");
      }
      return name.split(";", 2)[0].strip();
    } catch (IOException e) {
      throw new FeatureProblem(file + " cannot be read: " + e.getMessage());
    }
  }
}
