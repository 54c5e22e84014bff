// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;

/** A feature that the distribution holds, with the words its bundles bring. */
record ShippedFeature(String name, String description, List<Words> words) {
  private static final String OWN_BUNDLES = "mvn:org.ostler/";

  static ShippedFeature of(Feature feature) throws IOException {
    List<Words> words = new ArrayList<>();
    for (BundleInfo bundle : feature.getBundles()) {
      if (bundle.getLocation().startsWith(OWN_BUNDLES)) {
        words.addAll(Words.of(capabilities(bundle.getLocation())));
      }
    }
    return new ShippedFeature(feature.getName(), feature.getDescription(), List.copyOf(words));
  }

  boolean brings(String kind, String word) {
    return Words.bring(words, kind, word);
  }

  private static String capabilities(String location) throws IOException {
    try (JarInputStream jar = new JarInputStream(URI.create(location).toURL().openStream())) {
      Manifest manifest = jar.getManifest();
      String header =
          manifest == null ? null : manifest.getMainAttributes().getValue("Provide-Capability");
      return header == null ? "" : header;
    }
  }
}
