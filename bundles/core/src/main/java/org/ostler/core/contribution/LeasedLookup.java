// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Quoting;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/** A contributed lookup type that a configuration may keep while its feature is updated. */
public sealed class LeasedLookup implements Lookup {
  private final String name;
  private final Style style;
  private final Contributions contributions;
  private final Guard guard;

  /**
   * What stands in for a lookup type that is present now. It quotes if that one does: what comes
   * from outside must be quoted in queries of such types, and of no other.
   */
  public static LeasedLookup of(Lookup present, Contributions contributions, Guard guard) {
    return present instanceof Quoting
        ? new OfQuoting(present, contributions, guard)
        : new LeasedLookup(present, contributions, guard);
  }

  private LeasedLookup(Lookup present, Contributions contributions, Guard guard) {
    this.name = present.name();
    this.style = present.style();
    this.contributions = contributions;
    this.guard = guard;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Style style() {
    return style;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    LeasedPrepared leased = new LeasedPrepared(options, main);
    leased.check();
    return leased;
  }

  private final class LeasedPrepared implements Prepared {
    private final List<String> options;
    private final Settings main;
    private volatile @Nullable Made made;

    LeasedPrepared(List<String> options, Settings main) {
      this.options = options;
      this.main = main;
    }

    /** Finds wrong options when the configuration is read. */
    void check() throws InvalidArgument {
      for (Lookup lookup : contributions.lookups.all()) {
        if (lookup.name().equals(name)) {
          lookup.prepare(options, main);
        }
      }
    }

    @Override
    public Answer find(Text query, @Nullable Text file, MailView mail) throws InterruptedException {
      return guard.call(
          contributions.lookups,
          name,
          lease -> find(lease, query, file, mail),
          Answer.Deferred::new);
    }

    private Answer find(
        Registry.Lease<Lookup> lease, Text query, @Nullable Text file, MailView mail)
        throws InterruptedException {
      Made current = made;
      if (current == null || current.generation != lease.generation()) {
        try {
          current = new Made(lease.generation(), lease.contribution().prepare(options, main));
          made = current;
        } catch (InvalidArgument invalid) {
          return new Answer.Failed(String.valueOf(invalid.getMessage()));
        }
      }
      return current.prepared.find(query, file, mail);
    }
  }

  private static final class OfQuoting extends LeasedLookup implements Quoting {
    private final Contributions registered;

    OfQuoting(Lookup present, Contributions contributions, Guard guard) {
      super(present, contributions, guard);
      this.registered = contributions;
    }

    @Override
    public @Nullable String quote(String text, String option) {
      return quoting().map(quoting -> quoting.quote(text, option)).orElse(null);
    }

    @Override
    public boolean isPlain(String text) {
      return quoting().filter(quoting -> quoting.isPlain(text)).isPresent();
    }

    private Optional<Quoting> quoting() {
      return registered.lookups.all().stream()
          .filter(lookup -> lookup.name().equals(name()) && lookup instanceof Quoting)
          .findFirst()
          .map(Quoting.class::cast);
    }
  }

  private record Made(long generation, Prepared prepared) {}
}
