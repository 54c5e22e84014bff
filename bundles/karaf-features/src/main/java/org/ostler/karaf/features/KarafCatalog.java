// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.feature.FeatureCatalog;

/**
 * The features of the distribution, by Karaf's feature service.
 *
 * <p>Karaf changes features on one thread of its own, which also starts the bundles. Whoever calls
 * {@link #install} from the start of a bundle waits for itself; the engine calls it from a thread
 * of its own.
 */
@Component(service = {FeatureCatalog.class, KarafCatalog.class})
public final class KarafCatalog implements FeatureCatalog {
  private static final String REPOSITORY = "ostler-";

  private final FeaturesService features;
  private final ReentrantLock reading = new ReentrantLock();
  private @Nullable List<ShippedFeature> shipped;

  @Activate
  public KarafCatalog(@Reference FeaturesService features) {
    this.features = features;
  }

  @Override
  public Optional<String> featureFor(String kind, String word) {
    try {
      return shipped().stream()
          .filter(f -> f.brings(kind, word))
          .map(ShippedFeature::name)
          .findFirst();
    } catch (IOException e) {
      throw new IllegalStateException("the features of the distribution cannot be read", e);
    }
  }

  @Override
  public Set<String> installed() {
    try {
      Set<String> names = new TreeSet<>();
      for (Feature feature : features.listInstalledFeatures()) {
        if (!feature.isHidden()) {
          names.add(feature.getName());
        }
      }
      return names;
    } catch (Exception e) { // the feature service declares no narrower type
      throw new IllegalStateException("the feature service does not answer", e);
    }
  }

  @Override
  public void install(String feature) throws FeatureProblem {
    change(
        feature,
        f ->
            features.installFeature(
                f.getName(),
                f.getVersion(),
                EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles)));
  }

  /** Uninstalls a feature and what only it needed. */
  void remove(String feature) throws FeatureProblem {
    if (!installed().contains(feature)) {
      throw new FeatureProblem("the feature " + feature + " is not installed");
    }
    change(feature, f -> features.uninstallFeature(f.getName(), f.getVersion()));
  }

  /** The feature of that name, if the distribution or a repository that was added holds it. */
  Feature named(String name) throws FeatureProblem {
    try {
      Feature feature = features.getFeature(name);
      if (feature != null) {
        return feature;
      }
    } catch (Exception e) { // the feature service declares no narrower type
      throw problem(name, e);
    }
    throw new FeatureProblem("there is no feature " + name + "; see ostler feature list");
  }

  /** The features of Ostler's own repository that a person would choose, in alphabetical order. */
  List<ShippedFeature> shipped() throws IOException {
    reading.lock();
    try {
      List<ShippedFeature> known = shipped;
      if (known == null) {
        known = read();
        shipped = known;
      }
      return known;
    } finally {
      reading.unlock();
    }
  }

  private List<ShippedFeature> read() throws IOException {
    List<ShippedFeature> all = new ArrayList<>();
    for (Feature feature : ownFeatures()) {
      if (!feature.isHidden()) {
        all.add(ShippedFeature.of(feature));
      }
    }
    all.sort((a, b) -> a.name().compareTo(b.name()));
    return List.copyOf(all);
  }

  private List<Feature> ownFeatures() throws IOException {
    try {
      List<Feature> all = new ArrayList<>();
      for (Repository repository : features.listRepositories()) {
        if (repository.getName().startsWith(REPOSITORY)) {
          all.addAll(Arrays.asList(repository.getFeatures()));
        }
      }
      return all;
    } catch (Exception e) { // the feature service declares no narrower type
      throw new IOException("the feature service does not list its repositories", e);
    }
  }

  private void change(String name, Change change) throws FeatureProblem {
    Feature feature = named(name);
    try {
      change.apply(feature);
    } catch (Exception e) { // the feature service declares no narrower type
      throw problem(name, e);
    }
  }

  private static FeatureProblem problem(String name, Exception cause) {
    // What the resolver says of a whole plan is long; its innermost cause names the one thing that
    // is missing.
    Throwable innermost = cause;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    FeatureProblem problem =
        new FeatureProblem("the feature " + name + ": " + innermost.getMessage());
    problem.initCause(cause);
    return problem;
  }

  private interface Change {
    void apply(Feature feature) throws Exception;
  }
}
