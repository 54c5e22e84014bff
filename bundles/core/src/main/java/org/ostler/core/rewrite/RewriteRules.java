// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.list.AddressPattern;
import org.ostler.language.text.Quoted;

/** The rules of the rewrite section, or of a transport's {@code headers_rewrite}, in order. */
public final class RewriteRules {
  private final List<RewriteRule> rules;
  private final Set<Place> places = EnumSet.noneOf(Place.class);

  private RewriteRules(List<RewriteRule> rules) {
    this.rules = List.copyOf(rules);
    rules.forEach(rule -> places.addAll(rule.flags().places()));
  }

  /** Compiles what rules are made of. */
  public interface Compiler {
    AddressPattern pattern(String source) throws InvalidArgument;

    Expandable expandable(String source) throws InvalidArgument;
  }

  public static RewriteRules none() {
    return new RewriteRules(List.of());
  }

  /** Adds a line {@code PATTERN REPLACEMENT [FLAGS]}. */
  public RewriteRules with(String line, Compiler compiler) throws InvalidArgument {
    List<RewriteRule> more = new ArrayList<>(rules);
    more.add(parse(line, false, compiler));
    return new RewriteRules(more);
  }

  /** Adds a rule of a transport, which may be for header fields alone. */
  public RewriteRules withHeaderRule(String item, Compiler compiler) throws InvalidArgument {
    List<RewriteRule> more = new ArrayList<>(rules);
    more.add(parse(item, true, compiler));
    return new RewriteRules(more);
  }

  private RewriteRule parse(String line, boolean headersOnly, Compiler compiler)
      throws InvalidArgument {
    String text = line.strip();
    Quoted first = Quoted.read(text, 0);
    String pattern = first.value();
    if (text.substring(first.end()).isBlank()) {
      throw new InvalidArgument("missing rewrite replacement string");
    }
    Quoted second = Quoted.read(text, first.end());
    if (!first.closed() || !second.closed()) {
      throw new InvalidArgument("missing quote at end of string value for rewrite rule");
    }
    String replacement = second.value();
    RewriteRule.Flags flags = flags(text.substring(second.end()), headersOnly);
    boolean regex = pattern.startsWith("^") || pattern.startsWith("\\N^");
    if (flags.places().contains(Place.SMTP_SENDER) && !regex) {
      throw new InvalidArgument("rewrite rule has the S flag but is not a regular expression");
    }
    return new RewriteRule(
        rules.size() + 1,
        compiler.pattern(pattern),
        compiler.expandable(pattern),
        compiler.expandable(replacement),
        flags);
  }

  private static RewriteRule.Flags flags(String letters, boolean headersOnly)
      throws InvalidArgument {
    try {
      if (headersOnly
          && letters.chars().anyMatch(c -> RewriteRule.Flags.NOT_IN_TRANSPORTS.indexOf(c) >= 0)) {
        throw new InvalidArgument("rewriting flag not permitted in a header rewriting rule");
      }
      RewriteRule.Flags flags = RewriteRule.Flags.parse(letters);
      if (headersOnly) {
        Set<Place> places = EnumSet.copyOf(flags.places());
        places.retainAll(Place.HEADER);
        return new RewriteRule.Flags(
            places, flags.whole(), flags.quit(), flags.repeat(), flags.qualify());
      }
      return flags;
    } catch (RewriteRule.UnknownFlag unknown) {
      throw new InvalidArgument(String.valueOf(unknown.getMessage()));
    }
  }

  List<RewriteRule> rules() {
    return rules;
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Whether any rule has another flag than that of the arguments of MAIL and RCPT. */
  boolean hasAnyButArguments() {
    return rules.stream().anyMatch(rule -> rule.flags().isForMoreThanArguments());
  }

  /** Whether any rule is for the place. */
  public boolean hasAnyFor(Place place) {
    return places.contains(place);
  }
}
