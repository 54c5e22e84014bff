// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A set of characters: a table for the codes that fit an octet, and rules for those above. */
final class CharSet {
  /** The members below 256. */
  final boolean[] octets;

  private final IntPredicate above;

  private CharSet(boolean[] octets, IntPredicate above) {
    this.octets = octets;
    this.above = above;
  }

  /** The set of what a rule holds for. */
  static CharSet of(IntPredicate rule) {
    boolean[] octets = new boolean[256];
    for (int i = 0; i < 256; i++) {
      octets[i] = rule.test(i);
    }
    return new CharSet(octets, rule);
  }

  /** What is in any of some sets. */
  static CharSet anyOf(CharSet... sets) {
    return of(
        code -> {
          for (CharSet set : sets) {
            if (set.has(code)) {
              return true;
            }
          }
          return false;
        });
  }

  /** Whether a table has an octet; what is above all octets is in none. */
  static boolean has(boolean[] octets, char c) {
    return c < 256 && octets[c];
  }

  /** Whether a character is a member. */
  boolean has(int code) {
    return code < 256 ? octets[code] : above.test(code);
  }

  /** Whether no octet is a member of both. */
  boolean disjoint(CharSet other) {
    for (int i = 0; i < 256; i++) {
      if (octets[i] && other.octets[i]) {
        return false;
      }
    }
    return true;
  }

  /** Collects a class. */
  static final class Builder {
    private final Folding folding;
    private final List<IntPredicate> rules = new ArrayList<>();

    /** A class whose ranges hold in both cases when {@code folding} says so. */
    Builder(Folding folding) {
      this.folding = folding;
    }

    /** Adds the codes from {@code low} to {@code high}, both included. */
    void range(int low, int high) {
      rules.add(code -> folding.anyCase(code, low, high));
    }

    /** Adds what a rule holds for; case is not looked at. */
    void rule(IntPredicate rule, boolean negated) {
      rules.add(negated ? rule.negate() : rule);
    }

    CharSet build(boolean negated) {
      List<IntPredicate> all = List.copyOf(rules);
      return of(
          code -> {
            for (IntPredicate rule : all) {
              if (rule.test(code)) {
                return !negated;
              }
            }
            return negated;
          });
    }
  }
}
