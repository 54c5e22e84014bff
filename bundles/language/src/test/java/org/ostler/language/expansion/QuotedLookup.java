// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Quoting;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/** A lookup type whose queries have to be quoted; it finds the query. */
record QuotedLookup(String name) implements Lookup, Quoting {
  @Override
  public Style style() {
    return Style.QUERY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) {
    return (query, _, _) -> new Answer.Found(Text.of(query.value()), true);
  }

  @Override
  public @Nullable String quote(String text, String option) {
    return option.isEmpty() ? text.replace("'", "''") : null;
  }

  @Override
  public boolean isPlain(String text) {
    return name.equals("three") && !text.contains("'");
  }
}
