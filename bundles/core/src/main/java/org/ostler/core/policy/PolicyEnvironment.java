// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.expansion.Condition;
import org.ostler.api.expansion.Item;
import org.ostler.api.expansion.Operator;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.Settings;
import org.ostler.api.tls.ClientTerms;
import org.ostler.api.tls.TlsChannel;
import org.ostler.api.tls.TlsEngine;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsStreams;
import org.ostler.core.contribution.ContributedWords;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Guard;
import org.ostler.core.contribution.LeasedLookup;
import org.ostler.core.contribution.UsedWords;
import org.ostler.core.route.OwnAddresses;
import org.ostler.core.variables.MailVariables;
import org.ostler.language.expansion.Environment;
import org.ostler.language.expansion.Variable;

/**
 * The language's view of the house, for one configuration. What is known late is set while it
 * compiles.
 */
final class PolicyEnvironment implements Environment {
  private final MailVariables variables;
  private final Contributions contributions;
  private final ContributedWords words;
  private final Guard guard;
  private final WantedFeatures wanted;
  private final FormerNames former;
  private volatile @Nullable Settings main;
  private volatile @Nullable OwnAddresses own;
  private volatile @Nullable Resolver resolver;
  private volatile @Nullable AclCall acls;
  private volatile @Nullable ListCall lists;

  PolicyEnvironment(
      MailVariables variables,
      Contributions contributions,
      Guard guard,
      WantedFeatures wanted,
      FormerNames former) {
    this.variables = variables;
    this.contributions = contributions;
    this.words = new ContributedWords(contributions, guard);
    this.guard = guard;
    this.wanted = wanted;
    this.former = former;
  }

  void main(Settings settings) {
    this.main = settings;
    own = OwnAddresses.of(settings);
  }

  void resolver(Resolver source) {
    this.resolver = source;
  }

  void acls(AclCall call) {
    this.acls = call;
  }

  void lists(ListCall call) {
    this.lists = call;
  }

  @Override
  public Optional<Variable> variable(String name) {
    Optional<Variable> own = variables.find(name);
    former.named(name);
    return own.isPresent() ? own : words.variable(name);
  }

  @Override
  public Optional<Item> item(String name) {
    return words.item(name);
  }

  @Override
  public Optional<Operator> operator(String name) {
    return words.operator(name);
  }

  @Override
  public Optional<Condition> condition(String name) {
    return words.condition(name);
  }

  @Override
  public Optional<Lookup> lookup(String name) {
    return contributions.lookups.all().stream()
        .filter(lookup -> lookup.name().equals(name))
        .findFirst()
        .map(
            lookup -> {
              UsedWords.note("lookup", name);
              return LeasedLookup.of(lookup, contributions, guard);
            });
  }

  @Override
  public Optional<String> advice(String kind, String word) {
    return wanted.advice(kind, word);
  }

  /** Which addresses are ours. */
  OwnAddresses own() {
    return set(own, "the main options");
  }

  @Override
  public Settings main() {
    return set(main, "the main options");
  }

  @Override
  public Map<String, String> process() {
    return ProcessVariables.of(main(), System.getenv());
  }

  @Override
  public Optional<TlsStreams> secure(TlsChannel plain, Duration limit)
      throws TlsFailure, InterruptedException {
    if (!contributions.tlsEngines.isExpected(Contributions.TLS)) {
      return Optional.empty();
    }
    TlsFailure[] failure = new TlsFailure[1];
    Optional<TlsStreams> streams =
        guard.<TlsEngine, Optional<TlsStreams>>call(
            contributions.tlsEngines,
            Contributions.TLS,
            lease -> {
              try {
                return Optional.of(lease.contribution().connect(plain, ClientTerms.of(limit)));
              } catch (TlsFailure why) {
                failure[0] = why;
                return Optional.empty();
              }
            },
            sentence -> Optional.empty());
    if (failure[0] != null) {
      throw failure[0];
    }
    return streams;
  }

  @Override
  public Resolver resolver() {
    return set(resolver, "the resolver");
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public RandomGenerator random() {
    return java.util.concurrent.ThreadLocalRandom.current();
  }

  @Override
  public AclCall acls() {
    return set(acls, "the access control lists");
  }

  @Override
  public ListCall lists() {
    return set(lists, "the named lists");
  }

  private static <T> T set(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalStateException(what + " are used before the configuration has them");
    }
    return value;
  }
}
