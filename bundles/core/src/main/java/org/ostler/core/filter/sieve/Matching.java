// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

/**
 * How a test compares (RFC 5228 §2.7).
 *
 * @param part of an address
 * @param numeric whether numbers may be compared
 */
record Matching(Type type, Comparator comparator, Part part, boolean numeric) {
  /** RFC 5228 §2.7.1. */
  enum Type {
    IS(":is"),
    CONTAINS(":contains"),
    MATCHES(":matches");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** RFC 5228 §2.7.3. */
  enum Comparator {
    OCTET("i;octet"),
    CASEMAP("en;ascii-casemap"),
    NUMERIC("i;ascii-numeric");

    private final String word;

    Comparator(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** RFC 5228 §2.7.4 and RFC 5233. */
  enum Part {
    USER(":user"),
    DETAIL(":detail"),
    LOCAL_PART(":localpart"),
    DOMAIN(":domain"),
    ALL(":all");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
