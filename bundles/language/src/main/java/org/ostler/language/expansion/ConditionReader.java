// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;

/** Reads one condition with its negations. */
final class ConditionReader {
  private ConditionReader() {}

  static Test read(Parser parser) {
    boolean negated = false;
    parser.skipSpace();
    while (parser.at('!')) {
      negated = !negated;
      parser.advance();
      parser.skipSpace();
    }
    if (parser.failure() != null) {
      return Test.broken(parser.fail(""));
    }
    String rest = parser.rest();
    String name = name(parser);
    if (name.isEmpty()) {
      return Test.broken(
          parser.fail(
              "condition name expected, but found \""
                  + rest.substring(0, Math.min(16, rest.length()))
                  + "\""));
    }
    return negated(named(parser, name), negated);
  }

  private static Test negated(Test test, boolean negated) {
    return negated ? run -> !test.holds(run) : test;
  }

  private static Test named(Parser parser, String name) {
    @Nullable ConditionGrammar grammar = Conditions.find(parser.environment(), name);
    if (grammar == null) {
      return Test.broken(
          parser.fail(
              "unknown condition \""
                  + name
                  + "\""
                  + Advice.of(parser.environment(), "expansion.condition", name)));
    }
    Privilege needed = Privilege.of("condition", name);
    return needed == null || parser.compiler().grants(needed)
        ? grammar.read(parser, name)
        : Test.broken(parser.fail(needed.refusal()));
  }

  /** A word, or one of the comparison signs. */
  private static String name(Parser parser) {
    if ("<=>".indexOf(parser.peek()) < 0) {
      return parser.name("_");
    }
    int start = parser.position();
    if (parser.at('<') || parser.at('>')) {
      parser.advance();
      if (parser.at('=')) {
        parser.advance();
      }
    } else if (parser.at('=')) {
      parser.advance();
      if (parser.at('=')) {
        parser.advance();
      }
    }
    return parser.since(start);
  }
}
