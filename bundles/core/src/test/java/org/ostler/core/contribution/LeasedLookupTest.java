// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Quoting;
import org.ostler.api.option.Settings;
import org.ostler.core.queue.MemoryLog;

/** What comes from outside must be quoted in queries of those types alone that can quote. */
class LeasedLookupTest {
  private final Contributions contributions = new Contributions();

  @Test
  void quotesWhereTheContributedTypeDoes() {
    Lookup leased = leased(new Quoted());
    assertThat(leased).isInstanceOf(Quoting.class);
    assertThat(((Quoting) leased).quote("it's", "")).isEqualTo("it''s");
  }

  @Test
  void doesNotWhereItDoesNot() {
    assertThat(leased(new Plain())).isNotInstanceOf(Quoting.class);
  }

  private Lookup leased(Lookup present) {
    contributions.lookups.add(present.name(), present, "test");
    return LeasedLookup.of(present, contributions, new Guard(new MemoryLog()));
  }

  private static class Plain implements Lookup {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Style style() {
      return Style.QUERY;
    }

    @Override
    public Prepared prepare(List<String> options, Settings main) {
      return (query, file, mail) -> new Answer.Missing();
    }
  }

  private static final class Quoted extends Plain implements Quoting {
    @Override
    public @Nullable String quote(String text, String option) {
      return text.replace("'", "''");
    }
  }
}
