// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.dns.Resolver;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.contribution.LeasedAuthenticator;
import org.ostler.core.contribution.LeasedRouter;
import org.ostler.core.contribution.LeasedTransport;
import org.ostler.core.deliver.Distinctions;
import org.ostler.core.deliver.Transport;
import org.ostler.core.deliver.TransportOptions;
import org.ostler.core.retry.RetryRules;
import org.ostler.core.rewrite.RewriteRules;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.route.Router;
import org.ostler.core.route.RouterChain;
import org.ostler.core.route.Surroundings;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.Block;
import org.ostler.language.config.Line;
import org.ostler.language.config.Position;
import org.ostler.language.config.Problem;
import org.ostler.language.expansion.ExpansionCompiler;
import org.ostler.language.option.OptionTable;
import org.ostler.language.text.ListText;

/** Compiles the blocks of routers, transports and authenticators. */
final class Blocks {
  private static final Option<String> DRIVER = Option.string("driver", null);

  private final House house;
  private final Surface surface;
  private final Values values;
  private final WantedFeatures wanted;
  private final Consumer<Problem> problems;

  /** What was read, for {@code -bP}. */
  final Map<String, Shown.Part> shownRouters = new LinkedHashMap<>();

  final Map<String, Shown.Part> shownTransports = new LinkedHashMap<>();
  final Map<String, Shown.Part> shownAuthenticators = new LinkedHashMap<>();
  final List<String> routerDrivers = new ArrayList<>();
  final List<String> transportDrivers = new ArrayList<>();
  final List<String> authenticatorDrivers = new ArrayList<>();

  Blocks(
      House house,
      Surface surface,
      Values values,
      WantedFeatures wanted,
      Consumer<Problem> problems) {
    this.house = house;
    this.surface = surface;
    this.values = values;
    this.wanted = wanted;
    this.problems = problems;
  }

  Map<String, Transport> transports(
      List<Block> blocks,
      ExpansionCompiler expressions,
      Resolver resolver,
      List<Authenticator> authenticators) {
    List<TransportDriver> own = house.transportDrivers(expressions, resolver, authenticators);
    own.forEach(driver -> transportDrivers.add(driver.name()));
    Map<String, Transport> transports = new LinkedHashMap<>();
    for (Block block : blocks) {
      String name = driver(block, "transport");
      Optional<TransportDriver> builtIn = find(own, TransportDriver::name, name);
      Optional<TransportDriver> driver =
          builtIn.or(
              () -> find(house.contributions().transports.all(), TransportDriver::name, name));
      if (driver.isEmpty()) {
        DriverFirst.check(block, surface.transport(), problems);
        unknown(block, "transport", name);
        continue;
      }
      Settings settings =
          read(
              block,
              surface.transport(),
              own(name, block, driver.get().options()),
              "option.transport",
              NotYet::transport);
      prepare(block, () -> driver.get().prepare(settings))
          .map(
              prepared ->
                  builtIn.isPresent()
                      ? prepared
                      : new LeasedTransport(name, settings, house.contributions(), house.guard()))
          .ifPresent(
              prepared ->
                  transport(block, driver.get(), settings, prepared)
                      .ifPresent(transport -> transports.put(block.name(), transport)));
    }
    return transports;
  }

  private Optional<Transport> transport(
      Block block, TransportDriver driver, Settings written, TransportDriver.Prepared prepared) {
    Settings settings =
        driver.handsOn()
            ? new OwnOptions(
                written,
                new OptionTable("option", surface.transport(), values, word -> Optional.empty())
                    .read(block.name(), List.of(), problems),
                driver.options())
            : written;
    return prepare(block, () -> headerRules(settings))
        .map(
            rules ->
                new Transport(
                    settings,
                    prepared,
                    driver.name().equals("smtp"),
                    driver.handsOn(),
                    rules,
                    Distinctions.of(values(block))));
  }

  private static List<String> values(Block block) {
    List<String> values = new ArrayList<>();
    for (Assignment assignment : block.assignments()) {
      String value = assignment.value();
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The router chain; null when it cannot be made. */
  @Nullable RouterChain routers(List<Block> blocks, Surroundings surroundings) {
    List<RouterDriver> own = house.routerDrivers(surroundings);
    own.forEach(driver -> routerDrivers.add(driver.name()));
    List<Router> routers = new ArrayList<>();
    for (Block block : blocks) {
      String name = driver(block, "router");
      Optional<RouterDriver> builtIn = find(own, RouterDriver::name, name);
      Optional<RouterDriver> driver =
          builtIn.or(() -> find(house.contributions().routers.all(), RouterDriver::name, name));
      if (driver.isEmpty()) {
        DriverFirst.check(block, surface.router(), problems);
        unknown(block, "router", name);
        continue;
      }
      Settings settings =
          read(block, surface.router(), driver.get().options(), "option.router", NotYet::router);
      prepare(block, () -> router(driver.get(), builtIn.isPresent(), name, settings))
          .ifPresent(routers::add);
    }
    Position first = blocks.isEmpty() ? new Position("", 0) : blocks.getFirst().position();
    return prepare(first, () -> new RouterChain(routers, surroundings)).orElse(null);
  }

  private Router router(RouterDriver driver, boolean builtIn, String name, Settings settings)
      throws InvalidArgument {
    RouterDriver.Prepared prepared = driver.prepare(settings);
    RouterDriver.Prepared used =
        builtIn ? prepared : new LeasedRouter(name, settings, house.contributions(), house.guard());
    return Router.of(settings, used, values);
  }

  /** The authenticators in the order in which clients try them. */
  List<Authenticator> authenticators(List<Block> blocks, ExpansionCompiler expressions) {
    List<AuthenticatorDriver> own = house.authenticatorDrivers(expressions);
    own.forEach(driver -> authenticatorDrivers.add(driver.name()));
    List<Authenticator> authenticators = new ArrayList<>();
    for (Block block : blocks) {
      String name = driver(block, "authenticator");
      Optional<AuthenticatorDriver> builtIn = find(own, AuthenticatorDriver::name, name);
      Optional<AuthenticatorDriver> driver =
          builtIn.or(
              () ->
                  find(
                      house.contributions().authenticators.all(), AuthenticatorDriver::name, name));
      if (driver.isEmpty()) {
        DriverFirst.check(block, surface.authenticator(), problems);
        unknown(block, "authenticator", name);
        continue;
      }
      Settings settings =
          read(
              block,
              surface.authenticator(),
              driver.get().options(),
              "option.authenticator",
              NotYet::authenticator);
      prepare(block, () -> authenticator(block, driver.get(), builtIn.isPresent(), settings))
          .ifPresent(
              authenticator -> {
                Mechanisms.refuse(authenticator, authenticators, block, problems);
                authenticators.add(authenticator);
              });
    }
    return List.copyOf(authenticators);
  }

  private Authenticator authenticator(
      Block block, AuthenticatorDriver driver, boolean builtIn, Settings settings)
      throws InvalidArgument {
    String mechanism = Mechanisms.name(block, settings);
    AuthenticatorDriver.Prepared prepared = driver.prepare(mechanism, settings);
    AuthenticatorDriver.Prepared used =
        builtIn
            ? prepared
            : new LeasedAuthenticator(
                    driver.name(), mechanism, settings, house.contributions(), house.guard())
                .like(prepared);
    return new Authenticator(mechanism, driver.name(), settings, used, Mechanisms.isSteady(block));
  }

  /** The rules of the retry section; wrong lines are told and left out. */
  RetryRules retry(List<Line> lines) {
    RetryRules rules = RetryRules.none();
    for (Line line : lines) {
      RetryRules before = rules;
      rules = prepare(line.position(), () -> before.with(line.text(), values)).orElse(before);
    }
    return rules;
  }

  /** The driver's own options, and those of features that would add to them. */
  private List<Option<?>> own(String driver, Block block, List<Option<?>> options) {
    List<Option<?>> present = new ArrayList<>(surface.transport());
    present.addAll(options);
    List<Option<?>> all = new ArrayList<>(options);
    all.addAll(AbsentFeatures.transport(driver, present, block.assignments(), wanted));
    return all;
  }

  /** The rules of the rewrite section; wrong lines are told and left out. */
  RewriteRules rewriting(List<Line> lines) {
    RewriteRules rules = RewriteRules.none();
    for (Line line : lines) {
      RewriteRules before = rules;
      rules = prepare(line.position(), () -> before.with(line.text(), values)).orElse(before);
    }
    return rules;
  }

  /** The rules of a transport's {@code headers_rewrite}. */
  private Rewriter headerRules(Settings settings) throws InvalidArgument {
    RewriteRules rules = RewriteRules.none();
    String text = settings.find(TransportOptions.HEADERS_REWRITE).orElse("");
    for (String item : ListText.items(text)) {
      rules = rules.withHeaderRule(item, values);
    }
    return new Rewriter(rules, house.log());
  }

  private static <T> Optional<T> find(
      Collection<T> drivers, Function<T, String> nameOf, String name) {
    return drivers.stream().filter(driver -> nameOf.apply(driver).equals(name)).findFirst();
  }

  private static String driver(Block block, String what) {
    return block.assignments().stream()
        .filter(assignment -> assignment.name().equals("driver"))
        .findFirst()
        .map(Assignment::value)
        .map(String::strip)
        .orElse("");
  }

  private void unknown(Block block, String kind, String name) {
    String message =
        name.isEmpty()
            ? kind
                + " "
                + block.name()
                + ": no driver given; every "
                + kind
                + " needs driver = NAME"
            : kind
                + " "
                + block.name()
                + ": cannot find "
                + kind
                + " driver \""
                + name
                + "\""
                + NotYet.driver(kind, name)
                    .or(() -> wanted.advice(kind, name))
                    .map(advice -> ": " + advice)
                    .orElse("");
    problems.accept(new Problem(block.position(), message));
  }

  private Settings read(
      Block block,
      Collection<Option<?>> generic,
      List<Option<?>> own,
      String kind,
      Function<String, Optional<String>> notYet) {
    DriverFirst.check(block, generic, problems);
    List<Option<?>> common = new ArrayList<>(generic);
    common.add(DRIVER);
    List<Option<?>> all = new ArrayList<>(common);
    all.addAll(own);
    String driver = driver(block, kind);
    List<Option<?>> defaultsOnly =
        DefaultsOnly.block(kind.substring("option.".length()), driver, all);
    all.addAll(defaultsOnly);
    List<Option<?>> shownOwn = new ArrayList<>(own);
    (kind.equals("option.router") ? common : shownOwn).addAll(defaultsOnly);
    OptionTable table =
        new OptionTable(
            "option", all, values, word -> notYet.apply(word).or(() -> wanted.advice(kind, word)));
    Settings read = table.read(block.name(), block.assignments(), problems);
    Settings settings = DerivedDefaults.in(read, kind, driver);
    DefaultsOnly.check(
        defaultsOnly, settings, table.builder(block.name()), block.assignments(), problems);
    Map<String, Shown.Part> shown =
        switch (kind) {
          case "option.router" -> shownRouters;
          case "option.transport" -> shownTransports;
          default -> shownAuthenticators;
        };
    shown.put(block.name(), new Shown.Part(common, shownOwn, settings));
    return settings;
  }

  private <T> Optional<T> prepare(Block block, Preparation<T> preparation) {
    return prepare(block.position(), preparation);
  }

  private <T> Optional<T> prepare(Position position, Preparation<T> preparation) {
    try {
      List<T> made = new ArrayList<>(1);
      position.reading(() -> made.add(preparation.run()));
      return Optional.of(made.getFirst());
    } catch (InvalidArgument invalid) {
      problems.accept(new Problem(position, String.valueOf(invalid.getMessage())));
      return Optional.empty();
    }
  }

  /** Makes something of settings, or says what is wrong with them. */
  @FunctionalInterface
  private interface Preparation<T> {
    T run() throws InvalidArgument;
  }
}
