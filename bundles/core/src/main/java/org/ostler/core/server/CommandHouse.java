// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.feature.FeatureCatalog;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.command.DebugCommand;
import org.ostler.core.command.ExpandCommand;
import org.ostler.core.command.FilterTestCommand;
import org.ostler.core.command.HostTestCommand;
import org.ostler.core.command.InformationCommand;
import org.ostler.core.command.OptionsCommand;
import org.ostler.core.command.RebuildCommand;
import org.ostler.core.command.RetryTestCommand;
import org.ostler.core.command.RewriteTestCommand;
import org.ostler.core.command.RouteTestCommand;
import org.ostler.core.command.VerifyCommand;
import org.ostler.core.command.VersionCommand;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.log.Log;
import org.ostler.core.policy.ClockZone;
import org.ostler.core.policy.Policy;
import org.ostler.core.smtp.server.SessionRunner;
import org.ostler.core.variables.HostFacts;
import org.ostler.core.variables.MailVariables;

/** The commands that need no spool, with a configuration read for the command alone. */
final class CommandHouse implements AutoCloseable {
  private final Place place;
  private final HostFacts host;
  private final Contributions contributions;
  private final Supplier<@Nullable FeatureCatalog> catalog;
  private final CurrentResolver resolver;

  CommandHouse(
      Place place,
      String version,
      Contributions contributions,
      Supplier<@Nullable FeatureCatalog> catalog,
      CurrentResolver resolver) {
    this.place = place;
    this.host =
        new HostFacts(Place.hostName(), version, place.data(), place.configuration(), () -> 0);
    this.contributions = contributions;
    this.catalog = catalog;
    this.resolver = resolver;
  }

  List<Command> commands() {
    return DebugCommand.with(
        List.of(
            new ExpandCommand(this::read),
            new VersionCommand(this::read, host, this::features),
            new RouteTestCommand(this::read),
            new VerifyCommand(this::read),
            new HostTestCommand(this::dry),
            new OptionsCommand(this::read),
            new FilterTestCommand(this::read),
            new RetryTestCommand(this::read),
            new RewriteTestCommand(this::read),
            new RebuildCommand(this::read),
            new InformationCommand(this::features)));
  }

  private Set<String> features() {
    FeatureCatalog features = catalog.get();
    return features == null ? contributions.features() : features.installed();
  }

  private @Nullable Policy read(Consumer<String> complaints) {
    return read(new ScreenLog(complaints), HostTrace.NONE, complaints);
  }

  private @Nullable Policy read(Log log, HostTrace trace, Consumer<String> complaints) {
    ServerHouse house =
        new ServerHouse(
            contributions,
            new MailVariables(host),
            log,
            new MemoryHints(),
            (about, sender, recipients, fields, body) -> {
              throw new IOException("a command queues no mail");
            });
    Policy policy =
        new Configurations(house, catalog, resolver, Orders.NONE)
            .read(
                place.configuration(),
                macros(),
                trace,
                problem -> complaints.accept("ostler: " + problem));
    return policy == null || inItsZone(policy, complaints) ? policy : null;
  }

  private static boolean inItsZone(Policy policy, Consumer<String> complaints) {
    try {
      ClockZone.apply(policy.main());
      return true;
    } catch (InvalidArgument wrong) {
      complaints.accept("ostler: " + wrong.getMessage());
      return false;
    }
  }

  /** {@code -D}, as the client hands it on: a NAME=VALUE a line. */
  private static Map<String, String> macros() {
    Map<String, String> macros = new LinkedHashMap<>();
    for (String line : System.getProperty("ostler.macros", "").split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        macros.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return macros;
  }

  private @Nullable SessionRunner dry(Consumer<String> errors) {
    ScreenLog log = new ScreenLog(line -> errors.accept("LOG: " + line));
    HostTrace trace = HostTrace.on(errors);
    Policy policy = read(log, trace, errors);
    if (policy == null) {
      return null;
    }
    try {
      log.follow(policy.main());
    } catch (InvalidArgument wrong) {
      errors.accept("ostler: " + wrong.getMessage());
      return null;
    }
    return DrySessions.runner(policy, log, trace, InstantSource.system(), contributions);
  }

  @Override
  public void close() {
    // Nothing runs between commands.
  }
}
