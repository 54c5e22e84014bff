// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.language.lookup.LinearSearch.NotComparable;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;
import org.ostler.language.text.Ascii;

/**
 * Keys of the file are patterns: regular expressions, suffixes after an asterisk, lookups; some are
 * expanded first.
 */
final class WildComparison implements LinearSearch.Comparison {
  private static final int MOST_PATTERNS = 10_000;

  private final LookupTypes.@Nullable KeyCompiler keys;
  private final Function<String, Optional<Lookup>> types;
  private final Map<String, Regex> patterns = new ConcurrentHashMap<>();
  private final Map<String, Expandable> expandables = new ConcurrentHashMap<>();

  /** {@code keys} compiles the keys of the file, or is null where they are taken as they stand. */
  WildComparison(LookupTypes.@Nullable KeyCompiler keys, Function<String, Optional<Lookup>> types) {
    this.keys = keys;
    this.types = types;
  }

  @Override
  public LsearchFile.@Nullable Entry find(LsearchFile file, Text key, MailView mail)
      throws InterruptedException, NotComparable {
    for (LsearchFile.Entry entry : file.entries()) {
      Optional<String> pattern =
          keys == null ? Optional.of(entry.key()) : expanded(keys, entry.key(), mail);
      // A quoted key may have blanks round it, which are none of a list's item.
      if (pattern.isPresent() && matches(Ascii.strip(pattern.get()), key, mail)) {
        return entry;
      }
    }
    return null;
  }

  /** The key expanded; empty after a forced failure, which is no match. */
  private Optional<String> expanded(LookupTypes.KeyCompiler compiler, String key, MailView mail)
      throws InterruptedException, NotComparable {
    if (key.indexOf('$') < 0 && key.indexOf('\\') < 0) {
      return Optional.of(key);
    }
    Expandable expandable = expandables.get(key);
    if (expandable == null) {
      try {
        expandable = compiler.compile(key);
      } catch (InvalidArgument e) {
        throw new NotComparable(
            "failed to expand \"" + key + "\" while checking a list: " + e.getMessage());
      }
      remember(expandables, key, expandable);
    }
    return switch (expandable.expand(mail)) {
      case Expansion.Value value -> Optional.of(value.text().value());
      case Expansion.ForcedFailure _ -> Optional.empty();
      case Expansion.Failed failed ->
          throw new NotComparable(
              "failed to expand \"" + key + "\" while checking a list: " + failed.message());
      case Expansion.Deferred deferred -> throw new NotComparable(deferred.message());
    };
  }

  private boolean matches(String pattern, Text key, MailView mail)
      throws InterruptedException, NotComparable {
    if (pattern.startsWith("!")) {
      return !matches(pattern.substring(Ascii.skipSpace(pattern, 1)), key, mail);
    }
    String value = key.value();
    if (pattern.startsWith("^")) {
      return matchesRegex(pattern, value);
    }
    if (pattern.startsWith("*")) {
      return Ascii.endsIgnoringCase(value, pattern.substring(1));
    }
    int semicolon = pattern.indexOf(';');
    return semicolon < 0
        ? Ascii.sameIgnoringCase(value, pattern)
        : matchesLookup(
            pattern.substring(0, semicolon),
            Ascii.strip(pattern.substring(semicolon + 1)),
            key,
            mail);
  }

  private boolean matchesRegex(String pattern, String value) throws NotComparable {
    try {
      Regex regex = patterns.get(pattern);
      if (regex == null) {
        regex = Regex.compile(pattern, true);
        remember(patterns, pattern, regex);
      }
      return regex.matches(value);
    } catch (BadPattern | Overrun e) {
      throw new NotComparable(String.valueOf(e.getMessage()));
    }
  }

  private boolean matchesLookup(String name, String rest, Text key, MailView mail)
      throws InterruptedException, NotComparable {
    try {
      LookupCall call = LookupCall.compile(name, types, mail::settings);
      Answer answer =
          call.isQuery()
              ? call.find(Text.of(rest), null, mail).answer()
              : call.find(key, Text.of(rest), mail).answer();
      return switch (answer) {
        case Answer.Found _ -> true;
        case Answer.Missing _ -> false;
        case Answer.Deferred deferred -> throw new NotComparable(deferred.reason());
        case Answer.Failed failed -> throw new NotComparable(failed.reason());
      };
    } catch (InvalidArgument e) {
      throw new NotComparable(String.valueOf(e.getMessage()));
    }
  }

  private static <T> void remember(Map<String, T> map, String key, T value) {
    if (map.size() >= MOST_PATTERNS) {
      map.clear();
    }
    map.put(key, value);
  }
}
