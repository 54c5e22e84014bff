// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;

/** Variables by name: the language's own, then those of the house and its features. */
final class Variables {
  private static final Map<String, Variable> OWN = own();

  private static final String STRICT = " (strict_acl_vars is set)";

  private Variables() {}

  private static Map<String, Variable> own() {
    Map<String, Variable> variables = new HashMap<>();
    register(variables, "item", registers -> registers.item);
    register(variables, "value", registers -> registers.value);
    register(variables, "runrc", registers -> Text.of(Integer.toString(registers.runReturnCode)));
    register(variables, "domain_data", registers -> registers.domainData);
    register(variables, "local_part_data", registers -> registers.localPartData);
    register(variables, "sender_data", registers -> registers.senderData);
    register(variables, "recipient_data", registers -> registers.recipientData);
    register(variables, "host_data", registers -> registers.hostData);
    register(
        variables,
        "lookup_dnssec_authenticated",
        registers -> Text.of(registers.lookupAuthenticated));
    register(variables, "regex_match_string", registers -> regex(registers, 0));
    register(variables, "prvscheck_address", registers -> registers.prvsAddress);
    register(variables, "prvscheck_keynum", registers -> registers.prvsKeyNumber);
    register(variables, "prvscheck_result", registers -> registers.prvsResult);
    register(
        variables,
        "acl_narg",
        registers -> Text.of(Integer.toString(registers.aclArguments().length)));
    for (int i = 1; i <= 9; i++) {
      int number = i;
      register(variables, "regex" + i, registers -> regex(registers, number));
      register(variables, "acl_arg" + i, registers -> argument(registers, number));
    }
    ClockVariables.addTo(variables);
    return Map.copyOf(variables);
  }

  /** Reads a register. */
  @FunctionalInterface
  private interface Register {
    @Nullable Text of(Registers registers);
  }

  private static void register(Map<String, Variable> variables, String name, Register register) {
    variables.put(name, mail -> register.of(((Scope) mail).registers()));
  }

  private static @Nullable Text regex(Registers registers, int number) {
    return number < registers.regexCaptures.length ? registers.regexCaptures[number] : null;
  }

  private static @Nullable Text argument(Registers registers, int number) {
    Text[] arguments = registers.aclArguments();
    return number <= arguments.length ? arguments[number - 1] : null;
  }

  /** The variable of a name; null when there is none. */
  static @Nullable Variable find(Environment environment, String name) {
    Variable own = OWN.get(name);
    if (own != null) {
      return own instanceof ClockVariables.Reading reading ? reading.at(environment.clock()) : own;
    }
    return environment.variable(name).orElse(null);
  }

  /**
   * The variable as a string reads it: one of a list that nothing has set is unknown with {@code
   * strict_acl_vars}. Null when there is none of the name.
   */
  static @Nullable Variable read(Environment environment, String name, String unknown) {
    Variable variable = find(environment, name);
    if (variable == null || !(name.startsWith("acl_c") || name.startsWith("acl_m"))) {
      return variable;
    }
    return new OfList(variable, unknown, environment);
  }

  /** A variable that only lists set. */
  private record OfList(Variable variable, String unknown, Environment environment)
      implements Variable {
    @Override
    public @Nullable Text value(MailView mail) throws InterruptedException {
      return variable.value(mail);
    }

    boolean mustBeSet() {
      return environment.main().value(ExpansionCompiler.STRICT_ACL_VARS);
    }
  }

  /** The value in this expansion, which is deferred while the variable's feature is away. */
  static @Nullable Text value(Variable variable, Run run) throws Stop, InterruptedException {
    Text value;
    try {
      value = variable.value(run.mail());
    } catch (VariableAway away) {
      throw Stop.deferred(String.valueOf(away.getMessage()));
    }
    if (value == null && variable instanceof OfList user && user.mustBeSet()) {
      throw Stop.failed(user.unknown() + STRICT);
    }
    return value;
  }

  /** What may be wrong with an unknown name, in brackets. */
  static String hint(Environment environment, String name) {
    if (!name.startsWith("acl_")) {
      return Advice.of(environment, "variable", name);
    }
    char scope = name.length() > 4 ? name.charAt(4) : 0;
    if (scope != 'c' && scope != 'm') {
      return " (user-defined ACL variables must start acl_c or acl_m)";
    }
    boolean letter = name.length() > 5 && Ascii.isAlpha(name.charAt(5));
    return letter
        ? " (6th character of a user-defined ACL variable must be a digit or underscore)"
        : STRICT;
  }
}
