// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** Reads <code>${name_suffix:operand}</code> from behind the colon. */
final class OperatorReader {
  private OperatorReader() {}

  static Node read(Parser parser, String name) {
    int start = parser.position();
    Part string = parser.string(true, true);
    Privilege needed = Privilege.of("operator", name);
    if (needed != null && !parser.compiler().grants(needed)) {
      return failing(parser.closedBy(string, null), parser.fail(needed.refusal()));
    }
    String certificate = CertificateItem.variable(parser.since(start));
    Part operand = parser.closedBy(string, null);
    Operators.@Nullable Use use = Operators.find(parser, name);
    if (use == null) {
      // The operand is evaluated first; only then does Exim see that it knows no such operator.
      Part unknown =
          parser.fail("unknown expansion operator \"" + name + "\"" + advice(parser, name));
      return failing(operand, unknown);
    }
    if (certificate != null) {
      return ofCertificate(parser.environment(), name, certificate, operand, use);
    }
    // Where somebody listens the operand is no constant, so nothing is folded.
    Node folded = folded(operand, use);
    return folded != null
        ? folded
        : Node.of(run -> use.operator().of(operand.text(run), use.suffix(), run));
  }

  private static Node ofCertificate(
      Environment environment, String name, String variable, Part operand, Operators.Use use) {
    return Node.of(
        run -> {
          Text made = CertificateItem.applied(run, environment, name, variable);
          return made == null ? use.operator().of(operand.text(run), use.suffix(), run) : made;
        });
  }

  private static Node failing(Part operand, Part unknown) {
    return Node.of(
        run -> {
          operand.text(run);
          unknown.skip();
          return Text.EMPTY;
        });
  }

  private static String advice(Parser parser, String name) {
    return Advice.of(parser.environment(), "expansion.operator", name);
  }

  /** A constant operand of an operator that depends on nothing else gives a constant. */
  private static @Nullable Node folded(Part operand, Operators.Use use) {
    Text text = operand.constant();
    if (text == null || !(use.operator() instanceof Operators.Pure pure)) {
      return null;
    }
    try {
      return new Node.Literal(text.with(pure.apply(text.value(), use.suffix())));
    } catch (Stop stop) {
      return null;
    }
  }
}
