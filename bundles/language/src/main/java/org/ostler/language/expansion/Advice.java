// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

/** The end of a message about an unknown word: what would bring it. */
final class Advice {
  private Advice() {}

  static String of(Environment environment, String kind, String word) {
    return environment.advice(kind, word).map(advice -> " (" + advice + ")").orElse("");
  }
}
