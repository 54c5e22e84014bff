// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.feature.FeatureCatalog;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.dns.RuledResolver;
import org.ostler.core.log.Log;
import org.ostler.core.policy.House;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicyCompiler;
import org.ostler.language.config.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads configurations, and installs the features that they name when they are to be installed by
 * themselves.
 */
final class Configurations {
  private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);
  // A feature's own options may name words of another one; more rounds than this mean that
  // installing does not help.
  private static final int ROUNDS = 4;

  private final PolicyCompiler compiler;
  private final Log log;
  private final Supplier<@Nullable FeatureCatalog> catalog;
  private final CurrentResolver resolver;
  private final Orders orders;

  /** Reads what {@code orders} overrule in part. */
  Configurations(
      House house,
      Supplier<@Nullable FeatureCatalog> catalog,
      CurrentResolver resolver,
      Orders orders) {
    this.orders = orders;
    this.compiler = new PolicyCompiler(house);
    this.log = house.log();
    this.catalog = catalog;
    this.resolver = resolver;
  }

  /**
   * The configuration of the file; null when it has problems, which {@code problems} hears in
   * order.
   */
  @Nullable Policy read(
      Path file, Map<String, String> macros, HostTrace trace, Consumer<Problem> problems) {
    for (int round = 1; ; round++) {
      FeatureCatalog features = catalog.get();
      PolicyCompiler.Compiled compiled =
          compiler.compile(file, macros, orders.main(), features, trace);
      boolean again = round < ROUNDS && features != null && install(compiled, features);
      if (!again) {
        compiled.problems().forEach(problems);
        Policy policy = compiled.policy();
        if (policy != null) {
          compiled.warnings().forEach(warning -> log.main(null, warning));
          // Features ask for records, whatever hosts this server wants to talk to.
          Resolver ours = policy.resolver();
          resolver.use(ours instanceof RuledResolver ruled ? ruled.ofRecords() : ours);
        }
        return policy;
      }
    }
  }

  /** Installs what the configuration wants; true when anything was. */
  private static boolean install(PolicyCompiler.Compiled compiled, FeatureCatalog features) {
    List<String> missing =
        compiled.wanted().stream().filter(name -> !features.installed().contains(name)).toList();
    if (missing.isEmpty() || compiled.manual()) {
      return false;
    }
    boolean any = false;
    for (String name : missing) {
      try {
        features.install(name);
        LOG.info("installed the feature {}, which the configuration names", name);
        any = true;
      } catch (FeatureCatalog.FeatureProblem problem) {
        LOG.warn("the feature {} cannot be installed: {}", name, problem.getMessage());
      }
    }
    return any;
  }
}
