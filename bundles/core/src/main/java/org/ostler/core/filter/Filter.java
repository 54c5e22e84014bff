// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.ostler.api.expansion.Expandable;

/** A filter file, read whole. Immutable; obeyed by many threads. */
public final class Filter {
  /** What a filter begins with, in any letters and with any blanks. */
  private static final Pattern FIRST_LINE =
      Pattern.compile("\\s*#[ \\t]*exim[ \\t]*filter", Pattern.CASE_INSENSITIVE);

  private final List<FilterCommand> commands;
  private final FilterTerms terms;

  private Filter(List<FilterCommand> commands, FilterTerms terms) {
    this.commands = commands;
    this.terms = terms;
  }

  /** Whether the text is that of an Exim filter. */
  public static boolean is(String text) {
    return FIRST_LINE.matcher(text).lookingAt();
  }

  /** Reads a filter; {@code compiler} compiles its strings, and knows what they may not do. */
  public static Filter read(
      String text, Function<String, ? extends Expandable> compiler, FilterTerms terms)
      throws BadFilter {
    try {
      return new Filter(
          new CommandReader(new FilterText(text), compiler::apply, terms).read(), terms);
    } catch (StackOverflowError e) {
      // nesting is limited, but the caller's stack may be nearly full already
      throw new BadFilter("not enough stack to read the filter");
    }
  }

  List<FilterCommand> commands() {
    return commands;
  }

  FilterTerms terms() {
    return terms;
  }
}
