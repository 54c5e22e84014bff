// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Condition;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.expansion.Item;
import org.ostler.api.expansion.Operator;
import org.ostler.api.expansion.Signature;
import org.ostler.api.expansion.Truth;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.Variable;
import org.ostler.language.expansion.VariableAway;

/**
 * Words of expansion strings that features contribute, as stand-ins that compiled strings may keep.
 */
public final class ContributedWords {
  private final Contributions contributions;
  private final Guard guard;

  public ContributedWords(Contributions contributions, Guard guard) {
    this.contributions = contributions;
    this.guard = guard;
  }

  public Optional<Variable> variable(String name) {
    return noted("variable", name, contributions.variables)
        ? Optional.of(mail -> value(name, mail))
        : Optional.empty();
  }

  private @Nullable Text value(String name, MailView mail) throws InterruptedException {
    Reading reading =
        guard.call(
            contributions.variables,
            name,
            lease -> new Reading(lease.contribution().value(name, mail), ""),
            sentence -> new Reading(null, sentence));
    if (!reading.trouble.isEmpty()) {
      // Empty would be a value that a condition may take for "nothing is wrong".
      throw new VariableAway(reading.trouble);
    }
    return reading.value;
  }

  public Optional<Item> item(String name) {
    if (name.equals(AuthenticationResults.NAME)) {
      return Optional.of(new AuthenticationResults(contributions.authenticationMethods, guard));
    }
    return noted("item", name, contributions.items)
        ? Optional.of(new LeasedItem(name))
        : Optional.empty();
  }

  public Optional<Operator> operator(String name) {
    return noted("operator", name, contributions.operators)
        ? Optional.of(new LeasedOperator(name))
        : Optional.empty();
  }

  public Optional<Condition> condition(String name) {
    return noted("condition", name, contributions.conditions)
        ? Optional.of(new LeasedCondition(name))
        : Optional.empty();
  }

  private static boolean noted(String kind, String name, Registry<?> registry) {
    boolean present = registry.isPresent(name);
    if (present) {
      UsedWords.note(kind, name);
    }
    return present;
  }

  /** A value, or why there is none. */
  private record Reading(@Nullable Text value, String trouble) {}

  private static <T> Optional<T> first(
      Registry<T> registry, java.util.function.Predicate<T> which) {
    return registry.all().stream().filter(which).findFirst();
  }

  private final class LeasedItem implements Item {
    private final String name;
    private final Signature signature;

    LeasedItem(String name) {
      this.name = name;
      this.signature =
          first(contributions.items, item -> item.signature().name().equals(name))
              .map(Item::signature)
              .orElseGet(() -> new Signature(name, 0, 99));
    }

    @Override
    public Signature signature() {
      return signature;
    }

    @Override
    public Expansion evaluate(List<Text> arguments, MailView mail) throws InterruptedException {
      return guard.call(
          contributions.items,
          name,
          lease -> lease.contribution().evaluate(arguments, mail),
          Expansion.Deferred::new);
    }
  }

  private final class LeasedOperator implements Operator {
    private final String name;

    LeasedOperator(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Expansion apply(Text operand, String suffix, MailView mail) throws InterruptedException {
      return guard.call(
          contributions.operators,
          name,
          lease -> lease.contribution().apply(operand, suffix, mail),
          Expansion.Deferred::new);
    }
  }

  private final class LeasedCondition implements Condition {
    private final String name;
    private final Signature signature;

    LeasedCondition(String name) {
      this.name = name;
      this.signature =
          first(contributions.conditions, condition -> condition.signature().name().equals(name))
              .map(Condition::signature)
              .orElseGet(() -> new Signature(name, 0, 99));
    }

    @Override
    public Signature signature() {
      return signature;
    }

    @Override
    public Truth test(List<Text> arguments, MailView mail) throws InterruptedException {
      return guard.call(
          contributions.conditions,
          name,
          lease -> lease.contribution().test(arguments, mail),
          Truth.Deferred::new);
    }
  }
}
