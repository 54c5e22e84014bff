// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.dns.Resolver;
import org.ostler.api.expansion.Condition;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Item;
import org.ostler.api.expansion.Operator;
import org.ostler.api.list.MatchList;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;
import org.ostler.core.variables.HostFacts;
import org.ostler.core.variables.MailVariables;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.ConfigurationReader;
import org.ostler.language.config.ConfigurationText;
import org.ostler.language.config.NamedListText;
import org.ostler.language.config.Problem;
import org.ostler.language.expansion.Environment;
import org.ostler.language.expansion.ExpansionCompiler;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Variable;
import org.ostler.language.list.ListCompiler;
import org.ostler.language.list.ListMatcher;
import org.ostler.language.lookup.LookupTypes;
import org.ostler.language.option.ValueCompiler;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;

/**
 * A house for lists, with the real language: made of a configuration file and a zone of the DNS.
 */
final class AclHouse implements Environment, Hints {
  final List<Problem> problems = new ArrayList<>();

  /** Trace and log lines in the order in which they came, as on Exim's standard error. */
  final List<String> heard = new ArrayList<>();

  final MemoryLog log = new MemoryLog(heard);
  final List<String> delays = new ArrayList<>();
  final Map<String, String> hints = new HashMap<>();
  Instant now = Instant.parse("2026-11-21T01:09:36Z");
  AclWords words = AclWords.NONE;
  Settings settings = MemorySettings.NONE;
  private final Resolver zone;
  private final ExpansionCompiler strings = new ExpansionCompiler(this);
  private final LookupTypes types =
      new LookupTypes(source -> strings.compile(source), name -> Optional.empty());
  private final ListCompiler lists =
      new ListCompiler(this, strings::compile, types::find, address -> address.isLoopbackAddress());
  private MailVariables variables = variables(Path.of("/tmp"));
  private @Nullable AclEvaluator evaluator;

  AclHouse(String zone) {
    this.zone = TextZone.of(zone);
  }

  /** Reads a configuration of named lists, {@code acl_} options and an acl section. */
  AclEvaluator configure(Path file, boolean traced) throws IOException {
    variables = variables(file.getParent());
    ConfigurationText text = ConfigurationReader.read(file, Map.of(), Map.of());
    problems.addAll(text.problems());
    try {
      for (NamedListText list : text.lists()) {
        lists.define(list.kind(), list.name(), list.text());
      }
    } catch (InvalidArgument e) {
      throw new IllegalArgumentException(e);
    }
    Map<Phase, AclEvaluator.Hook> hooks = new EnumMap<>(Phase.class);
    for (Assignment assignment : text.main()) {
      for (Phase phase : Phase.values()) {
        if (phase.option().equals(assignment.name()) && assignment.value() != null) {
          hooks.put(
              phase,
              new AclEvaluator.Hook(strings.compile(assignment.value()), assignment.position()));
        }
      }
    }
    evaluator = new AclEvaluator(services(traced), text.acls(), hooks, problems::add);
    return evaluator;
  }

  private static MailVariables variables(Path data) {
    return new MailVariables(
        new HostFacts("mx.test.example", "0.1.0", data, data.resolve("x"), () -> 0));
  }

  AclServices services(boolean traced) {
    return new AclServices(
        new Values(),
        this,
        words,
        AclHouse::verify,
        log,
        this,
        (time, situation) -> delays.add(time.toString()),
        traced ? line -> heard.add(">>> " + line) : HostTrace.NONE);
  }

  Situation.Variables variables() {
    return (name, situation) -> {
      Optional<Variable> variable = variable(name);
      return variable.isPresent() ? variable.get().value(situation) : null;
    };
  }

  /** {@code bad} never verifies, {@code gone} fails with a message, {@code later} defers. */
  private static AddressVerifier.Verified verify(
      String address, AddressVerifier.Purpose purpose, List<String> options, Situation situation) {
    String part = address.substring(0, Math.max(0, address.indexOf('@')));
    return switch (part) {
      case "bad" ->
          new AddressVerifier.Verified.Bad("Unrouteable address", "Unrouteable address", "route");
      case "gone" -> new AddressVerifier.Verified.Bad("moved away", "moved away", "route");
      case "later" -> new AddressVerifier.Verified.Unknown("come again", "come again");
      default -> new AddressVerifier.Verified.Good(List.of(address));
    };
  }

  /** Strings and lists of the language. */
  private final class Values implements ValueCompiler {
    @Override
    public Expandable string(String source) {
      return strings.compile(source);
    }

    @Override
    public MatchList list(ListKind kind, String source) throws InvalidArgument {
      return lists.compile(kind, source);
    }
  }

  @Override
  public Optional<Variable> variable(String name) {
    return switch (name) {
      case "primary_hostname", "smtp_active_hostname" ->
          Optional.of(mail -> Text.of("mx.test.example"));
      case "qualify_domain", "qualify_recipient" -> Optional.of(mail -> Text.of("test.example"));
      default -> variables.find(name);
    };
  }

  @Override
  public Optional<Item> item(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Operator> operator(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Condition> condition(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Lookup> lookup(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<String> advice(String kind, String word) {
    return word.startsWith("dmarc") ? Optional.of("install the feature dmarc") : Optional.empty();
  }

  @Override
  public Settings main() {
    return settings;
  }

  @Override
  public Resolver resolver() {
    return zone;
  }

  @Override
  public InstantSource clock() {
    return () -> now;
  }

  @Override
  public RandomGenerator random() {
    return new Random(1);
  }

  @Override
  public AclCall acls() {
    return (name, arguments, scope) -> {
      AclEvaluator lists = evaluator;
      return lists == null
          ? new AclAnswer.Failed("no lists yet")
          : lists.calls().call(name, arguments, scope);
    };
  }

  @Override
  public ListCall lists() {
    return new ListMatcher(lists);
  }

  @Override
  public @Nullable String update(String key, UnaryOperator<@Nullable String> change) {
    String next = change.apply(hints.get(key));
    if (next == null) {
      hints.remove(key);
    } else {
      hints.put(key, next);
    }
    return next;
  }

  @Override
  public @Nullable String get(String key) {
    return hints.get(key);
  }
}
