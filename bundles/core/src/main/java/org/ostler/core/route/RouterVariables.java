// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;

/**
 * The {@code set =} of a router: {@code r_} variables for it and all later routers and the
 * transport.
 */
record RouterVariables(List<Assigned> assignments) {
  record Assigned(String name, Expandable value) {}

  /** How setting them ended. */
  sealed interface Result {
    record Done() implements Result {}

    /** A forced failure: the router passes. */
    record Declined() implements Result {}

    record Deferred(String message) implements Result {}
  }

  static RouterVariables parse(String text, Compiler compiler) throws InvalidArgument {
    List<Assigned> assignments = new ArrayList<>();
    for (String item : ListText.items(text, ';')) {
      int equals = item.indexOf('=');
      String name = equals < 0 ? item : item.substring(0, equals).strip();
      if (equals < 0 || !name.matches("r_[A-Za-z0-9_]+")) {
        throw new InvalidArgument("set needs \"r_NAME = VALUE\", not \"" + item + "\"");
      }
      assignments.add(new Assigned(name, compiler.expandable(item.substring(equals + 1).strip())));
    }
    return new RouterVariables(List.copyOf(assignments));
  }

  Result set(Map<String, Text> variables, MailView mail) throws InterruptedException {
    for (Assigned assigned : assignments) {
      @Nullable Text value = null;
      switch (assigned.value.expand(mail)) {
        case Expansion.Value(var text) -> {
          value = text;
          RouteTelling.sets(assigned.name, text);
        }
        case Expansion.ForcedFailure(var _) -> {
          RouteTelling.forced(assigned.name + " = " + assigned.value.source(), "router variable");
          return new Result.Declined();
        }
        case Expansion.Failed(var message) -> {
          return new Result.Deferred(message);
        }
        case Expansion.Deferred(var message) -> {
          return new Result.Deferred(message);
        }
      }
      variables.put(assigned.name, value);
    }
    return new Result.Done();
  }
}
