// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.dns.Resolver;
import org.ostler.api.feature.FeatureCatalog;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.text.Text;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.acl.AclEvaluator;
import org.ostler.core.acl.AddressVerifier;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.contribution.ToldEvents;
import org.ostler.core.contribution.UsedWords;
import org.ostler.core.deliver.Transport;
import org.ostler.core.dns.DnsResolver;
import org.ostler.core.dns.ReverseLookup;
import org.ostler.core.dns.RuledResolver;
import org.ostler.core.dns.TimedResolver;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.LocalhostNumber;
import org.ostler.core.queue.QueueRunMax;
import org.ostler.core.receive.FromLines;
import org.ostler.core.rewrite.RewriteRules;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.route.OwnAddresses;
import org.ostler.core.route.RouterChain;
import org.ostler.core.route.Surroundings;
import org.ostler.core.route.TransportNames;
import org.ostler.core.smtp.server.PreambleWord;
import org.ostler.core.smtp.server.RateLimits;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.ConfigurationReader;
import org.ostler.language.config.ConfigurationText;
import org.ostler.language.config.NamedListText;
import org.ostler.language.config.Position;
import org.ostler.language.config.Problem;
import org.ostler.language.expansion.ExpansionCompiler;
import org.ostler.language.expansion.Variable;
import org.ostler.language.list.ListCompiler;
import org.ostler.language.list.ListMatcher;
import org.ostler.language.lookup.LookupTypes;
import org.ostler.language.option.OptionTable;

/**
 * Compiles a configuration file whole; every problem is told, and a configuration with problems is
 * not used.
 */
public final class PolicyCompiler {
  private final House house;

  public PolicyCompiler(House house) {
    this.house = house;
  }

  /**
   * What became of a file.
   *
   * @param policy the configuration, or null when there are problems
   * @param problems in the order of the file
   * @param wanted features that would bring words which nothing present knows
   * @param manual whether the file says that features are not installed by themselves
   * @param warnings for the log, when the configuration is used
   */
  public record Compiled(
      @Nullable Policy policy,
      List<Problem> problems,
      List<String> wanted,
      boolean manual,
      List<String> warnings) {}

  /** Compiles the file. One that cannot be read is a problem too. */
  public Compiled compile(
      Path file, Map<String, String> macros, @Nullable FeatureCatalog catalog, HostTrace trace) {
    return compile(file, macros, Map.of(), catalog, trace);
  }

  /** The same; {@code orders} are options of the main part with values that overrule the file's. */
  public Compiled compile(
      Path file,
      Map<String, String> macros,
      Map<String, String> orders,
      @Nullable FeatureCatalog catalog,
      HostTrace trace) {
    List<Problem> problems = new ArrayList<>();
    WantedFeatures wanted = new WantedFeatures(catalog);
    Policy policy = null;
    boolean manual = false;
    FormerNames former = new FormerNames(house.contributions());
    try {
      Surface surface = new Surface(house.contributions());
      ConfigurationText text = ConfigurationReader.read(file, macros, predefined(surface, wanted));
      problems.addAll(text.problems());
      manual =
          text.main().stream()
              .anyMatch(
                  a ->
                      a.name().equals(PolicyOptions.FEATURES.name()) && "manual".equals(a.value()));
      ConfigurationText modern = former.modernized(text).ordered(orders);
      UsedWords used = new UsedWords();
      PolicyEnvironment environment = environment(wanted, former);
      policy =
          used.noting(
              () ->
                  compile(file, modern, surface, wanted, environment, trace, problems::add, used));
    } catch (IOException unreadable) {
      problems.add(
          new Problem(new Position(file.toString(), 0), String.valueOf(unreadable.getMessage())));
    }
    return new Compiled(
        problems.isEmpty() ? policy : null,
        Ordered.byPlace(problems),
        List.copyOf(wanted.features()),
        manual,
        former.warnings());
  }

  /** Macros by which a file asks for options and drivers; drivers are made to be asked, no more. */
  private Map<String, String> predefined(Surface surface, WantedFeatures wanted) {
    PolicyEnvironment nothing = environment(wanted, new FormerNames(house.contributions()));
    ExpansionCompiler expressions = new ExpansionCompiler(nothing);
    Values values = new Values(expressions, lists(nothing, expressions, List.of(), problem -> {}));
    Resolver silent = (name, type) -> new Resolver.Answer.TryAgain("no configuration yet");
    List<RouterDriver> routers =
        new ArrayList<>(
            house.routerDrivers(
                house.surroundings(
                    values,
                    silent,
                    name -> false,
                    new Rewriter(RewriteRules.none(), house.log()))));
    routers.addAll(house.contributions().routers.all());
    List<TransportDriver> transports =
        new ArrayList<>(house.transportDrivers(expressions, silent, List.of()));
    transports.addAll(house.contributions().transports.all());
    List<AuthenticatorDriver> authenticators =
        new ArrayList<>(house.authenticatorDrivers(expressions));
    authenticators.addAll(house.contributions().authenticators.all());
    return PredefinedMacros.of(surface, routers, transports, authenticators);
  }

  private PolicyEnvironment environment(WantedFeatures wanted, FormerNames former) {
    return new PolicyEnvironment(
        house.variables(), house.contributions(), house.guard(), wanted, former);
  }

  /** What no option can tell of itself: values that fit no engine or no syntax of a list. */
  private void check(
      Settings main, Situation nothing, ConfigurationText text, Consumer<Problem> problems) {
    Stream.of(
            FromLines.objection(main),
            LocalhostNumber.objection(main, nothing),
            QueueRunMax.objection(main, nothing),
            CipherCheck.objection(main, house.contributions().tlsEngines.all()),
            RateLimits.objection(main),
            ReverseLookup.objection(main),
            OwnAddresses.objection(main))
        .flatMap(Optional::stream)
        .forEach(why -> problems.accept(problem(why, text)));
    MainValues.check(text, problems);
  }

  /** Of a sentence that begins with the option's name and a colon. */
  private static Problem problem(String why, ConfigurationText text) {
    return new Problem(position(why.split(":", 2)[0], text), why);
  }

  private @Nullable Policy compile(
      Path file,
      ConfigurationText text,
      Surface surface,
      WantedFeatures wanted,
      PolicyEnvironment environment,
      HostTrace trace,
      Consumer<Problem> problems,
      UsedWords used) {
    ExpansionCompiler expressions = new ExpansionCompiler(environment);
    ListCompiler lists = lists(environment, expressions, text.lists(), problems);
    Values values = new Values(expressions, lists);
    List<Option<?>> mainOptions = new ArrayList<>(surface.main());
    Settings main = main(mainOptions, text, values, wanted, problems);
    environment.main(main);
    ToldEvents events = new ToldEvents(house.contributions(), house.guard(), house.log());
    Variables variables = new Variables(expressions, events);
    check(main, nothingInHand(variables, main), text, problems);
    Resolver resolver = resolver(main, () -> nothingInHand(variables, main), text, problems);
    if (resolver == null) {
      return null;
    }
    environment.resolver(resolver);
    Blocks blocks = new Blocks(house, surface, values, wanted, problems);
    List<Authenticator> authenticators = blocks.authenticators(text.authenticators(), expressions);
    Map<String, Transport> transports =
        blocks.transports(text.transports(), expressions, resolver, authenticators);
    Rewriter rewriter = new Rewriter(blocks.rewriting(text.rewrite()), house.log());
    Surroundings around = house.surroundings(values, resolver, names(transports), rewriter);
    RouterChain routers = blocks.routers(text.routers(), around.owning(environment.own()));
    if (routers == null) {
      return null;
    }
    AddressVerifier verifier = house.verifier(routers, transports, resolver);
    AclEvaluator acls =
        new AclEvaluator(
            house.aclServices(values, environment, verifier, trace),
            text.acls(),
            hooks(main, text),
            problems);
    environment.acls(acls.calls());
    return new Policy(
        file,
        text,
        main,
        expressions,
        learned(variables, main, transports),
        acls,
        verifier,
        routers,
        transports,
        authenticators,
        blocks.retry(text.retry()),
        rewriter,
        resolver,
        shown(mainOptions, blocks),
        PreambleWord.of(house.contributions().preambles.all()),
        WrittenWords.and(text, used));
  }

  /** A view for lists that belong to no message. */
  private static Situation nothingInHand(Variables variables, Settings main) {
    Instant now = Instant.now();
    return new Situation(variables, main, new Connection(null, 0, null, 0, now), new Message(now));
  }

  /** Reads the main part; {@code options} grows by those that only core knows here. */
  private static Settings main(
      List<Option<?>> options,
      ConfigurationText text,
      Values values,
      WantedFeatures wanted,
      Consumer<Problem> problems) {
    options.addAll(AbsentFeatures.main(List.copyOf(options), text.main(), wanted));
    List<Option<?>> defaultsOnly = DefaultsOnly.main(options);
    options.addAll(defaultsOnly);
    OptionTable table = table(options, values, wanted);
    Settings main = table.read("", text.main(), problems);
    DefaultsOnly.check(defaultsOnly, main, table.builder(""), text.main(), problems);
    return main;
  }

  private static OptionTable table(List<Option<?>> options, Values values, WantedFeatures wanted) {
    return new OptionTable(
        "main option",
        options,
        values,
        word -> NotYet.main(word).or(() -> wanted.advice("option.main", word)));
  }

  private static Shown shown(List<Option<?>> main, Blocks blocks) {
    return new Shown(
        List.copyOf(main),
        blocks.shownRouters,
        blocks.shownTransports,
        blocks.shownAuthenticators,
        LookupTypes.builtIn(),
        blocks.routerDrivers,
        blocks.transportDrivers,
        blocks.authenticatorDrivers);
  }

  private static TransportNames names(Map<String, Transport> transports) {
    return new TransportNames() {
      @Override
      public boolean isRemote(String name) {
        return PolicyCompiler.isRemote(transports.get(name));
      }

      @Override
      public boolean isKnown(String name) {
        return transports.containsKey(name);
      }
    };
  }

  private static boolean isRemote(@Nullable Transport transport) {
    return transport != null && transport.remote();
  }

  private static Variables learned(
      Variables variables, Settings main, Map<String, Transport> transports) {
    variables.events().learn(main);
    transports.values().forEach(transport -> variables.events().learn(transport.settings()));
    return variables;
  }

  private record Variables(ExpansionCompiler expressions, ToldEvents events)
      implements Situation.Variables {
    @Override
    public @Nullable Text value(String name, Situation situation) throws InterruptedException {
      Optional<Variable> variable = expressions.variable(name);
      return variable.isPresent() ? variable.get().value(situation) : null;
    }
  }

  private static ListCompiler lists(
      PolicyEnvironment environment,
      ExpansionCompiler expressions,
      List<NamedListText> texts,
      Consumer<Problem> problems) {
    ListCompiler lists =
        new ListCompiler(
            environment,
            expressions::compile,
            expressions.lookups()::find,
            address -> environment.own().isLocal(address));
    environment.lists(new ListMatcher(lists));
    for (NamedListText list : texts) {
      try {
        list.position().reading(() -> lists.define(list.kind(), list.name(), list.text()));
      } catch (InvalidArgument invalid) {
        problems.accept(new Problem(list.position(), String.valueOf(invalid.getMessage())));
      }
    }
    return lists;
  }

  private @Nullable Resolver resolver(
      Settings main,
      Supplier<Situation> nothing,
      ConfigurationText text,
      Consumer<Problem> problems) {
    try {
      Resolver timed = new TimedResolver(new DnsResolver(main, nothing), main, house.log());
      return new RuledResolver(timed, main, nothing);
    } catch (InvalidArgument invalid) {
      String message = String.valueOf(invalid.getMessage());
      String option = message.substring(0, Math.max(0, message.indexOf(':')));
      problems.accept(new Problem(position(option, text), message));
      return null;
    }
  }

  private static Map<Phase, AclEvaluator.Hook> hooks(Settings main, ConfigurationText text) {
    Map<Phase, AclEvaluator.Hook> hooks = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      main.find(Surface.hook(phase))
          .ifPresent(
              value ->
                  hooks.put(phase, new AclEvaluator.Hook(value, position(phase.option(), text))));
    }
    return hooks;
  }

  private static Position position(String option, ConfigurationText text) {
    Map<String, Position> positions = new LinkedHashMap<>();
    for (Assignment assignment : text.main()) {
      positions.put(assignment.name(), assignment.position());
    }
    return positions.getOrDefault(option, new Position("", 0));
  }
}
