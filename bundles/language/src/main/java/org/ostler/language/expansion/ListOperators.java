// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.text.ListText;

/** Operators on lists, and expand. */
final class ListOperators {
  private static final Map<String, ListKind> KINDS =
      Map.of(
          "d",
          ListKind.DOMAIN,
          "h",
          ListKind.HOST,
          "a",
          ListKind.ADDRESS,
          "l",
          ListKind.LOCAL_PART);

  private static final Map<ListKind, String> WORDS =
      Map.of(
          ListKind.DOMAIN, "domain ",
          ListKind.HOST, "host ",
          ListKind.ADDRESS, "address ",
          ListKind.LOCAL_PART, "localpart ");

  /** Lists that name each other without end go deeper than anybody writes. */
  private static final int DEEPEST = 100;

  private ListOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("listcount", Operators.simple(text -> Integer.toString(count(text))));
    operators.put("listnamed", ListOperators::named);
    operators.put("expand", (operand, suffix, run) -> expanded(operand, run));
  }

  private static int count(String text) {
    ListText items = new ListText(text);
    int count = 0;
    while (items.next() != null) {
      count++;
    }
    return count;
  }

  private static Text named(Text operand, String suffix, Run run) throws Stop {
    @Nullable ListKind kind = suffix.length() < 2 ? null : KINDS.get(suffix.substring(1, 2));
    if (!suffix.isEmpty() && kind == null) {
      throw Stop.failed("bad suffix on \"list\" operator");
    }
    String name = operand.value().startsWith("+") ? operand.value().substring(1) : operand.value();
    return Text.of(items(kind, name, run.environment().lists(), 0));
  }

  /** The items of a list as they are written, with those of the lists that it names among them. */
  private static String items(
      @Nullable ListKind kind, String name, Environment.ListCall lists, int depth) throws Stop {
    String list = lists.named(kind, name).orElse(null);
    if (list == null) {
      String word = kind == null ? "" : WORDS.get(kind);
      throw Stop.failed("\"" + name + "\" is not a " + word + "named list");
    }
    if (depth > DEEPEST) {
      throw Stop.failed("the list \"" + name + "\" names lists without end");
    }
    ListText rest = new ListText(list);
    StringJoiner items = new StringJoiner(" : ");
    for (String item = rest.next(); item != null; item = rest.next()) {
      if (item.startsWith("+")) {
        items.add(items(kind, item.substring(1), lists, depth + 1));
      } else {
        items.add(rest.separator() == ':' ? item : ListItems.doubled(item, ':'));
      }
    }
    return items.toString();
  }

  private static Text expanded(Text operand, Run run) throws Stop, InterruptedException {
    try {
      return run.expandAgain(operand);
    } catch (Stop stop) {
      throw stop.reworded(
          "internal expansion of \"" + operand.value() + "\" failed: " + stop.message());
    }
  }
}
