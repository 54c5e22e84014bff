// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** The operators of the language by name, and those that features bring. */
final class Operators {
  private static final Map<String, Application> OWN = own();

  private Operators() {}

  private static Map<String, Application> own() {
    Map<String, Application> operators = new HashMap<>();
    CaseOperators.addTo(operators);
    NumberOperators.addTo(operators);
    DigestOperators.addTo(operators);
    EncodingOperators.addTo(operators);
    QuoteOperators.addTo(operators);
    AddressOperators.addTo(operators);
    NetworkOperators.addTo(operators);
    CutOperators.addTo(operators);
    ListOperators.addTo(operators);
    FileOperators.addTo(operators);
    return Map.copyOf(operators);
  }

  /** What an operator does with its operand. */
  @FunctionalInterface
  interface Application {
    Text of(Text operand, String suffix, Run run) throws Stop, InterruptedException;
  }

  /**
   * An operator whose result depends on operand and suffix alone and is as trusted as the operand.
   */
  record Pure(Function function) implements Application {
    /** Gives the octets. */
    @FunctionalInterface
    interface Function {
      String of(String operand, String suffix) throws Stop;
    }

    String apply(String operand, String suffix) throws Stop {
      return function.of(operand, suffix);
    }

    @Override
    public Text of(Text operand, String suffix, Run run) throws Stop {
      return operand.with(apply(operand.value(), suffix));
    }
  }

  /** A {@link Pure} operator that takes no suffix. */
  @FunctionalInterface
  interface Simple {
    String apply(String operand) throws Stop;
  }

  static Pure simple(Simple simple) {
    return new Pure((operand, suffix) -> simple.apply(operand));
  }

  /** An operator with the suffix that it is used with. */
  record Use(Application operator, String suffix) {}

  /**
   * The operator of a name: names that hold underscores first, then what stands before the first
   * one.
   */
  static @Nullable Use find(Parser parser, String name) {
    Application whole = OWN.get(name);
    if (whole != null) {
      return new Use(whole, "");
    }
    Use quoting = QuoteOperators.quoting(parser, name);
    if (quoting != null) {
      return quoting;
    }
    Optional<Use> brought = brought(parser.environment(), name, "");
    if (brought.isPresent()) {
      return brought.get();
    }
    int underscore = name.indexOf('_');
    if (underscore < 0) {
      return null;
    }
    Application own = OWN.get(name.substring(0, underscore));
    // A suffix that is there but empty is told from none by its underscore.
    return own != null
        ? new Use(own, name.substring(underscore))
        : brought(
                parser.environment(), name.substring(0, underscore), name.substring(underscore + 1))
            .orElse(null);
  }

  private static Optional<Use> brought(Environment environment, String name, String suffix) {
    return environment
        .operator(name)
        .map(
            operator ->
                new Use(
                    (operand, given, run) -> Run.need(operator.apply(operand, given, run.mail())),
                    suffix));
  }
}
