// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.util.Optional;
import java.util.Set;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Control;
import org.ostler.api.acl.Modifier;
import org.ostler.api.acl.Phase;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AclWords;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Guard;
import org.ostler.core.contribution.Registry;
import org.ostler.core.contribution.UsedWords;

/** Words of access control lists that features bring, as stand-ins that compiled lists may keep. */
final class AclFeatures implements AclWords {
  private final Contributions contributions;
  private final Guard guard;

  AclFeatures(Contributions contributions, Guard guard) {
    this.contributions = contributions;
    this.guard = guard;
  }

  private static <T> Optional<T> present(
      String kind, Registry<T> registry, String name, java.util.function.Function<T, String> of) {
    Optional<T> found =
        registry.all().stream().filter(word -> of.apply(word).equals(name)).findFirst();
    found.ifPresent(word -> UsedWords.note(kind, name));
    return found;
  }

  @Override
  public Optional<Condition> condition(String name) {
    return present("acl.condition", contributions.aclConditions, name, Condition::name)
        .map(word -> new LeasedCondition(name, word.phases()));
  }

  @Override
  public Optional<Modifier> modifier(String name) {
    return present("acl.modifier", contributions.aclModifiers, name, Modifier::name)
        .map(word -> new LeasedModifier(name, word.phases()));
  }

  @Override
  public Optional<Control> control(String name) {
    return present("acl.control", contributions.aclControls, name, Control::name)
        .map(word -> new LeasedControl(name, word.phases()));
  }

  /** What every stand-in knows of its word. */
  private abstract static class Word {
    final String name;
    private final Set<Phase> phases;

    Word(String name, Set<Phase> phases) {
      this.name = name;
      this.phases = Set.copyOf(phases);
    }

    public String name() {
      return name;
    }

    public Set<Phase> phases() {
      return phases;
    }
  }

  private final class LeasedCondition extends Word implements Condition {
    LeasedCondition(String name, Set<Phase> phases) {
      super(name, phases);
    }

    @Override
    public Verdict test(Text argument, AclView acl) throws InterruptedException {
      // Failed, not Deferred: a warn statement passes over what is deferred, and the variable that
      // it would have set is missed by a refusal further down. Both make the peer try again.
      return guard.call(
          contributions.aclConditions,
          name,
          lease -> lease.contribution().test(argument, acl),
          Verdict.Failed::new);
    }
  }

  private final class LeasedModifier extends Word implements Modifier {
    LeasedModifier(String name, Set<Phase> phases) {
      super(name, phases);
    }

    @Override
    public void apply(Text argument, AclView acl) throws InvalidArgument, InterruptedException {
      work(contributions.aclModifiers, name, modifier -> modifier.apply(argument, acl));
    }
  }

  private final class LeasedControl extends Word implements Control {
    LeasedControl(String name, Set<Phase> phases) {
      super(name, phases);
    }

    @Override
    public void apply(Text options, AclView acl) throws InvalidArgument, InterruptedException {
      work(contributions.aclControls, name, control -> control.apply(options, acl));
    }
  }

  /** What a word does, which may not like its argument. */
  @FunctionalInterface
  private interface Work<T> {
    void on(T word) throws InvalidArgument, InterruptedException;
  }

  private <T> void work(Registry<T> registry, String name, Work<T> work)
      throws InvalidArgument, InterruptedException {
    String trouble =
        guard.call(
            registry,
            name,
            lease -> {
              try {
                work.on(lease.contribution());
                return "";
              } catch (InvalidArgument invalid) {
                return String.valueOf(invalid.getMessage());
              }
            },
            sentence -> sentence);
    if (!trouble.isEmpty()) {
      throw new InvalidArgument(trouble);
    }
  }
}
