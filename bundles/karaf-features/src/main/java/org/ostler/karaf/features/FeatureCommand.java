// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.karaf.features.Feature;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.feature.FeatureCatalog.FeatureProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ostler feature list|install|remove|update NAME}. */
@Component
public final class FeatureCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureCommand.class);
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 64; // EX_USAGE of sysexits.h

  private final KarafCatalog catalog;
  private final WantedFeatures wanted;
  private final BundleUpdates updates;

  @Activate
  public FeatureCommand(
      BundleContext context,
      @Reference KarafCatalog catalog,
      @Reference WantedFeaturesInstaller installer) {
    this.catalog = catalog;
    this.wanted = installer.wanted();
    this.updates = new BundleUpdates(context);
  }

  @Override
  public List<String> words() {
    return List.of("feature");
  }

  @Override
  public int run(Invocation invocation) {
    PrintStream output = new PrintStream(invocation.output(), true, StandardCharsets.ISO_8859_1);
    PrintStream errors = new PrintStream(invocation.errors(), true, StandardCharsets.ISO_8859_1);
    try {
      return run(invocation, output, errors);
    } catch (FeatureProblem | IOException e) {
      LOG.warn("ostler {}", String.join(" ", invocation.arguments()), e);
      errors.println("ostler: " + e.getMessage());
      return FAILED;
    }
  }

  private int run(Invocation invocation, PrintStream output, PrintStream errors)
      throws FeatureProblem, IOException {
    List<String> words = invocation.arguments();
    String verb = words.size() > 1 ? words.get(1) : "";
    if (verb.equals("list") && words.size() == 2) {
      list(output);
      return OK;
    }
    if (words.size() == 4 && verb.equals("update")) {
      Feature feature = catalog.named(words.get(2));
      updates
          .fromFile(feature, invocation.directory().resolve(words.get(3)))
          .forEach(b -> output.println("updated " + b));
      return OK;
    }
    if (words.size() != 3) {
      errors.println(
          "Usage: ostler feature list | install NAME | remove NAME | update NAME [FILE]");
      return USAGE;
    }
    return change(verb, words.get(2), output, errors);
  }

  private int change(String verb, String name, PrintStream output, PrintStream errors)
      throws FeatureProblem, IOException {
    switch (verb) {
      case "install" -> {
        catalog.install(name);
        wanted.add(name);
        output.println("installed " + name);
      }
      case "remove" -> {
        catalog.remove(name);
        wanted.remove(name);
        output.println("removed " + name);
      }
      case "update" ->
          updates
              .fromDistribution(catalog.named(name))
              .forEach(b -> output.println("updated " + b));
      default -> {
        errors.println(
            "ostler: feature " + verb + " is not known; list, install, remove and update are");
        return USAGE;
      }
    }
    return OK;
  }

  private void list(PrintStream output) throws IOException {
    Set<String> installed = catalog.installed();
    for (ShippedFeature feature : catalog.shipped()) {
      String state = installed.contains(feature.name()) ? "installed" : "available";
      output.printf("%-16s %-10s %s%n", feature.name(), state, feature.description());
    }
  }
}
