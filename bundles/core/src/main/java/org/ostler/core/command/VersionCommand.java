// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;
import org.ostler.core.policy.Shown;
import org.ostler.core.variables.HostFacts;

/**
 * {@code -bV}: version, features, and whether the configuration is sound; the exit code is 1 when
 * it is not.
 */
public final class VersionCommand implements Command {
  private final PolicySource policies;
  private final HostFacts host;
  private final Supplier<Set<String>> features;

  /** {@code features} are the installed ones, by name. */
  public VersionCommand(PolicySource policies, HostFacts host, Supplier<Set<String>> features) {
    this.policies = policies;
    this.host = host;
    this.features = features;
  }

  @Override
  public List<String> words() {
    return List.of("-bV", "--version");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    console.line(
        "Ostler version "
            + host.version()
            + ", language of Exim version "
            + HostFacts.LANGUAGE_VERSION);
    console.line("Java " + Runtime.version());
    console.line("Features: " + String.join(" ", new TreeSet<>(features.get())));
    Policy policy = policies.current(console::complain);
    if (policy != null) {
      Shown shown = policy.shown();
      names(console, "Lookups (built-in)", shown.lookups());
      names(console, "Routers", shown.routerDrivers());
      names(console, "Transports", shown.transportDrivers());
      console.line("Configuration file is " + policy.file());
    }
    console.flush();
    return policy == null ? Exit.FAILED : Exit.OK;
  }

  /** What features bring of a kind is told by the line of the features. */
  private static void names(Console console, String what, List<String> names) {
    console.line(what + ": " + String.join(" ", new TreeSet<>(names)));
  }
}
