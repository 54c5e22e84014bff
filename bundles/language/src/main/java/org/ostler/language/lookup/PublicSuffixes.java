// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.language.octets.InternationalDomain;
import org.ostler.language.text.Ascii;

/**
 * The rules of a <a href="https://github.com/publicsuffix/list/wiki/Format">public suffix list</a>,
 * those of its private section as well. Their labels are kept in ASCII and lower case.
 */
final class PublicSuffixes {
  private final Set<String> plain = new HashSet<>();

  /** What follows {@code *.} in rules that begin so. */
  private final Set<String> wild = new HashSet<>();

  private final Set<String> exceptions = new HashSet<>();

  /**
   * What is found of a domain.
   *
   * @param suffix its public suffix
   * @param registrable the suffix and the label before it; null when the domain is but a suffix
   * @param wildcard whether the suffix begins with a label that the list does not name
   * @param named whether the registrable domain as a whole is named by the list
   */
  record Match(String suffix, @Nullable String registrable, boolean wildcard, boolean named) {}

  private PublicSuffixes() {}

  /** Reads a list; a rule whose labels have no form in ASCII can match nothing and is left out. */
  static PublicSuffixes read(Path path) throws IOException {
    PublicSuffixes suffixes = new PublicSuffixes();
    for (String line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
      int end = 0;
      while (end < line.length() && !Ascii.isSpace(line.charAt(end))) {
        end++;
      }
      if (end > 0 && !line.startsWith("//")) {
        suffixes.add(line.substring(0, end));
      }
    }
    return suffixes;
  }

  private void add(String rule) {
    boolean exception = rule.startsWith("!");
    boolean wildcard = rule.startsWith("*.");
    String domain = rule.substring(exception ? 1 : wildcard ? 2 : 0);
    try {
      String ascii = InternationalDomain.toAscii(domain).toLowerCase(Locale.ROOT);
      (exception ? exceptions : wildcard ? wild : plain).add(ascii);
    } catch (InternationalDomain.Malformed e) {
      // It names no domain.
    }
  }

  /**
   * Matches a domain in ASCII and lower case; null when no rule does, for there is no implicit rule
   * {@code *}. The longest rule prevails, and an exception over all.
   */
  @Nullable Match match(String domain) {
    Match longest = null;
    String before = null;
    for (String at = domain; at != null; before = at, at = parent(at)) {
      String parent = parent(at);
      if (parent != null && exceptions.contains(at)) {
        return new Match(parent, at, false, true);
      }
      boolean named = plain.contains(at);
      if (longest == null && (named || parent != null && wild.contains(parent))) {
        longest = new Match(at, before, !named, false);
      }
    }
    return longest;
  }

  private static @Nullable String parent(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? null : domain.substring(dot + 1);
  }
}
