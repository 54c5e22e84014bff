// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a script has to require before it uses it (RFC 5228 §3.2). */
public enum Capability {
  /** RFC 4790 §9.1. */
  NUMERIC("comparator-i;ascii-numeric"),
  /** RFC 3894. */
  COPY("copy"),
  /** RFC 5228 §2.4.2.4. */
  ENCODED_CHARACTER("encoded-character"),
  /** RFC 5435, with the method of RFC 5436. */
  ENOTIFY("enotify"),
  /** RFC 5228 §5.4. */
  ENVELOPE("envelope"),
  /** RFC 5228 §4.1. */
  FILEINTO("fileinto"),
  /** RFC 5233. */
  SUBADDRESS("subaddress"),
  /** RFC 5230. */
  VACATION("vacation");

  /** May be required although they are always there. */
  private static final Set<String> GIVEN =
      Set.of("comparator-i;octet", "comparator-i;ascii-casemap", "comparator-en;ascii-casemap");

  private final String word;

  Capability(String word) {
    this.word = word;
  }

  /** The name by which it is required. */
  public String word() {
    return word;
  }

  /** The names of all, in the order of the alphabet. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Capability::word).toList();
  }

  /** The one of a name; null when there is none. */
  static @Nullable Capability of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst().orElse(null);
  }

  static boolean isGiven(String word) {
    return GIVEN.contains(word);
  }
}
