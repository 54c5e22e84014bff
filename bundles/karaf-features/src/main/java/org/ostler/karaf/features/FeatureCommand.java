// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.features.Feature;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.feature.FeatureCatalog.FeatureProblem;
import org.ostler.api.feature.WordsInUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ostler feature list|install|remove|update NAME}. What the configuration in force uses is
 * removed only by who says so.
 */
@Component
public final class FeatureCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureCommand.class);
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 64; // EX_USAGE of sysexits.h

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable WordsInUse inUse;

  private final KarafCatalog catalog;
  private final FeatureList features;
  private final WantedFeatures wanted;
  private final BundleUpdates updates;

  @Activate
  public FeatureCommand(
      BundleContext context,
      @Reference KarafCatalog catalog,
      @Reference WantedFeaturesInstaller installer) {
    this.catalog = catalog;
    this.features = new FeatureList(context, catalog);
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
    List<String> words = new ArrayList<>(invocation.arguments());
    boolean sure = words.remove("-y") | words.remove("--force");
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
          "Usage: ostler feature list | install NAME | remove [-y] NAME | update NAME [FILE]");
      return USAGE;
    }
    String name = words.get(2);
    if (verb.equals("remove") && !sure && !mayGo(name, invocation, errors)) {
      return FAILED;
    }
    return change(verb, name, output, errors);
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
        if (features.find(name).filter(FeatureList.Entry::isDeployed).isPresent()) {
          throw new FeatureProblem(name + " lies in deploy/: delete its file there");
        }
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

  /** Says what the configuration uses of the feature, and asks when there is someone to ask. */
  private boolean mayGo(String name, Invocation invocation, PrintStream errors)
      throws FeatureProblem, IOException {
    Optional<FeatureList.Entry> entry = features.find(name);
    List<String> used = entry.map(this::usage).orElse(List.of());
    if (used.isEmpty() || entry.orElseThrow().state().equals("available")) {
      return true;
    }
    errors.println("ostler: the configuration in force uses the feature " + name + ":");
    used.forEach(line -> errors.println("  " + line));
    errors.println("Without it, mail that comes to these words is put off until it is back.");
    if (!invocation.isInteractive()) {
      errors.println("ostler: " + name + " stays; with -y it is removed all the same");
      return false;
    }
    errors.print("Remove it all the same? [y/N] ");
    errors.flush();
    String answer =
        new BufferedReader(new InputStreamReader(invocation.input(), StandardCharsets.ISO_8859_1))
            .readLine();
    boolean yes = answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    if (!yes) {
      errors.println("ostler: " + name + " stays");
    }
    return yes;
  }

  private List<String> usage(FeatureList.Entry entry) {
    WordsInUse configuration = inUse;
    return configuration == null ? List.of() : Usage.of(entry.words(), configuration.uses());
  }

  private void list(PrintStream output) throws IOException, FeatureProblem {
    for (FeatureList.Entry entry : features.all()) {
      output.printf(
          "%-16s %-10s %-9s %s%n",
          entry.name(), entry.state(), entry.version(), entry.description());
      usage(entry).forEach(line -> output.println("    " + line));
    }
  }
}
