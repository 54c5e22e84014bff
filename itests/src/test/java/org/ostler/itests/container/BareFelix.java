// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * Ostler's bundles on Felix 7 with Declarative Services, and nothing of Karaf. Runs in this
 * process, so one at a time: the configuration file and the data directory are system properties.
 */
public final class BareFelix implements AutoCloseable {
  /** What a short-lived server consists of: all but the contracts, the spool and the socket. */
  private static final String SHORT_LIVED =
      "control/src/main/resources/org/ostler/control/client/short-lived.txt";

  private static final List<String> REST = List.of("api", "journal", "control");

  /** What features have beside their own bundle. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "redis",
          List.of(
              "org/json/json",
              "redis/clients/authentication/redis-authx-core",
              "redis/clients/jedis"),
          "event",
          List.of("org/apache/karaf/services/org.apache.karaf.services.eventadmin"));

  private static final Path BUNDLES = Path.of(System.getProperty("ostler.bundles"));
  private static final Path SYSTEM =
      Path.of(System.getProperty("ostler.distribution")).resolve("system");
  private static final long STOP_MILLIS = 60_000;

  private final Framework framework;
  private final Map<String, Bundle> features = new LinkedHashMap<>();

  private BareFelix(Framework framework) {
    this.framework = framework;
  }

  /** Starts the framework, these features, and the server's bundles. */
  public static BareFelix start(Path directory, Path configuration, String... features)
      throws IOException, BundleException {
    System.setProperty("ostler.config", configuration.toString());
    System.setProperty("ostler.data", directory.resolve("data").toString());
    Framework framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    directory.resolve("cache").toString(),
                    "felix.log.level",
                    "1",
                    "org.ops4j.pax.logging.DefaultServiceLog.level",
                    "ERROR"));
    framework.start();
    BareFelix felix = new BareFelix(framework);
    for (String feature : features) {
      felix.add(feature);
    }
    felix.installServer();
    return felix;
  }

  /** Installs a feature's bundle and starts it. */
  public Bundle install(String module) throws BundleException, IOException {
    Bundle bundle = add(module);
    bundle.start();
    return bundle;
  }

  private Bundle add(String module) throws BundleException, IOException {
    for (String library : LIBRARIES.getOrDefault(module, List.of())) {
      add(shipped(library)); // one that is there is not installed again
    }
    Bundle bundle = add(jar(module));
    features.put(module, bundle);
    return bundle;
  }

  /** Takes a feature's bundle away. */
  public void uninstall(String module) throws BundleException {
    Bundle bundle = features.remove(module);
    if (bundle == null) {
      throw new IllegalArgumentException("the feature " + module + " is not installed");
    }
    bundle.uninstall();
  }

  /** The bundle of a feature that is installed. */
  public Bundle feature(String module) {
    return Objects.requireNonNull(features.get(module), module);
  }

  /** Bundles that do not run though they should; empty when all is well. */
  public List<String> idle() {
    return Stream.of(framework.getBundleContext().getBundles())
        .filter(b -> b.getHeaders().get(Constants.FRAGMENT_HOST) == null)
        .filter(b -> b.getState() != Bundle.ACTIVE)
        .map(Bundle::getSymbolicName)
        .toList();
  }

  /** The bundle that a module was built to. */
  public static Path jar(String module) throws IOException {
    try (Stream<Path> files = Files.list(BUNDLES.resolve(module).resolve("target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("ostler-.*\\d\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("the module " + module + " is not built"))
          .normalize();
    }
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      framework.waitForStop(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      System.clearProperty("ostler.config");
      System.clearProperty("ostler.data");
    }
  }

  private void installServer() throws IOException, BundleException {
    List<Bundle> bundles = new ArrayList<>();
    for (String line : Files.readAllLines(BUNDLES.resolve(SHORT_LIVED))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        bundles.add(add(shipped(line.strip())));
      }
    }
    // Before the spool, with which the server starts: its configuration may name their words.
    bundles.addAll(features.values());
    for (String module : REST) {
      bundles.add(add(jar(module)));
    }
    for (Bundle bundle : bundles) {
      if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
        bundle.start();
      }
    }
  }

  private Bundle add(Path jar) throws BundleException {
    return framework.getBundleContext().installBundle(jar.toUri().toString());
  }

  private static Path shipped(String artifact) throws IOException {
    try (Stream<Path> files = Files.walk(SYSTEM.resolve(artifact), 2)) {
      return files
          .filter(f -> f.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("the distribution lacks " + artifact));
    }
  }
}
