// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Condition;
import org.ostler.api.expansion.Truth;
import org.ostler.api.text.Text;

/** The conditions of the language by name, and those that features bring. */
final class Conditions {
  private static final Map<String, ConditionGrammar> OWN = own();

  private Conditions() {}

  private static Map<String, ConditionGrammar> own() {
    Map<String, ConditionGrammar> conditions = new HashMap<>();
    CompareConditions.addTo(conditions);
    MatchConditions.addTo(conditions);
    StateConditions.addTo(conditions);
    GroupConditions.addTo(conditions);
    BoolConditions.addTo(conditions);
    CryptCondition.addTo(conditions);
    AclItem.addTo(conditions);
    RefusedConditions.addTo(conditions);
    return Map.copyOf(conditions);
  }

  static @Nullable ConditionGrammar find(Environment environment, String name) {
    Optional<Condition> brought = environment.condition(name);
    return brought.isPresent() ? of(brought.get()) : OWN.get(name);
  }

  private static ConditionGrammar of(Condition condition) {
    return (parser, name) -> {
      int least = condition.signature().least();
      int most = condition.signature().most();
      boolean one = least == 1 && most == 1;
      // A condition of several arguments has them in braces of their own, as inbound_srs does not
      // and acl does.
      Arguments arguments = Arguments.read(parser, name, least, most, false);
      return run -> {
        List<Text> texts = arguments.texts(run);
        return known(condition.test(one ? List.of(texts.getFirst()) : texts, run.mail()));
      };
    };
  }

  private static boolean known(Truth truth) throws Stop {
    return switch (truth) {
      case Truth.Known(boolean holds) -> holds;
      case Truth.Failed(String message) -> throw Stop.failed(message);
      case Truth.Deferred(String message) -> throw Stop.deferred(message);
    };
  }

  /** The one braced argument of a condition. */
  static Part argument(Parser parser, String name) {
    return parser.braced(
        "missing { after \"" + name + "\"", "missing } at end of \"" + name + "\" condition");
  }

  /**
   * The two braced arguments of a comparison; dollars in the second mean something only when {@code
   * dollars}.
   */
  static List<Part> pair(Parser parser, String name, boolean dollars) {
    List<Part> parts = new ArrayList<>(2);
    parts.add(argument(parser, name));
    parts.add(
        parser.braced(
            "missing 2nd string in {} after \"" + name + "\"",
            "missing } at end of \"" + name + "\" condition",
            dollars));
    return parts;
  }
}
