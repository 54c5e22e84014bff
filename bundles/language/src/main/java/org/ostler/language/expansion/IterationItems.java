// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** The items that do something for each item of a list: filter, map and reduce. */
final class IterationItems {
  private IterationItems() {}

  static void addTo(Map<String, ItemGrammar> items) {
    items.put("filter", IterationItems::filter);
    items.put("map", IterationItems::map);
    items.put("reduce", IterationItems::reduce);
  }

  private static ListPart list(Parser parser, String name) {
    return new ListPart(
        parser.braced(
            "missing '{' for first arg of " + name, "missing '}' closing first arg of " + name));
  }

  private static void open(Parser parser, String name) {
    parser.skipSpace();
    parser.expect('{', "missing '{' for last arg of " + name);
  }

  private static Part close(Parser parser, String name) {
    parser.expectEnd(
        "missing } at end of condition or expression inside \""
            + name
            + "\"; could be an unquoted } in the content");
    return parser.expectEnd("missing } at end of \"" + name + "\"");
  }

  private static String where(String name) {
    return "\"" + name + "\" item";
  }

  private static Node filter(Parser parser, String name) {
    ListPart list = list(parser, name);
    open(parser, name);
    int body = parser.recorded();
    @Nullable Stop before = parser.failure();
    Test test = GroupConditions.inside(ConditionReader.read(parser), "\"" + name + "\" condition");
    parser.failedInside(before, where(name));
    Told told = new Told(name, body, parser.recorded());
    Part end = close(parser, name);
    return Node.of(
        run -> collect(run, list, end, told, item -> told.holds(run, test) ? item : null));
  }

  private static Node map(Parser parser, String name) {
    ListPart list = list(parser, name);
    open(parser, name);
    int body = parser.recorded();
    Part expression = expression(parser, name);
    Told told = new Told(name, body, parser.recorded());
    Part end = close(parser, name);
    return Node.of(run -> collect(run, list, end, told, item -> inside(run, expression, name)));
  }

  private static Part expression(Parser parser, String name) {
    @Nullable Stop before = parser.failure();
    Part expression = parser.string(true, true);
    parser.failedInside(before, where(name));
    return expression;
  }

  private static Text inside(Run run, Part expression, String name)
      throws Stop, InterruptedException {
    try {
      return expression.text(run);
    } catch (Stop stop) {
      throw stop.inside(where(name));
    }
  }

  private static Node reduce(Parser parser, String name) {
    ListPart list = list(parser, name);
    Part initial =
        parser.braced(
            "missing '{' for second arg of reduce", "missing '}' closing second arg of reduce");
    open(parser, name);
    int body = parser.recorded();
    Part expression = expression(parser, name);
    Told told = new Told(name, body, parser.recorded());
    Part end = close(parser, name);
    return Node.of(
        run -> {
          Registers registers = run.registers();
          Text outerValue = registers.value;
          Text outerItem = registers.item;
          try {
            Text items = list.text(run);
            Text value = initial.text(run);
            end.skip();
            told.begins(run);
            ListPart.Walk each = list.walk(items);
            for (Text item = each.next(); item != null; item = each.next()) {
              registers.value = value;
              registers.item = item;
              told.item(run);
              value = inside(run, expression, name);
            }
            return value;
          } finally {
            registers.value = outerValue;
            registers.item = outerItem;
          }
        });
  }

  /**
   * What who listens hears of the repetition.
   *
   * @param name the item
   * @param body the number of the first string that is repeated
   * @param end the number behind the last
   */
  private record Told(String name, int body, int end) {
    void begins(Run run) {
      Telling telling = run.telling();
      if (telling != null) {
        telling.scanTo(end);
      }
    }

    void item(Run run) {
      Telling telling = run.telling();
      if (telling != null) {
        Registers registers = run.registers();
        telling.say(
            name
                + ": $item = '"
                + shown(registers.item)
                + "'  $value = '"
                + shown(registers.value)
                + "'");
        telling.again(body);
      }
    }

    boolean holds(Run run, Test test) throws Stop, InterruptedException {
      boolean holds = test.holds(run);
      Telling telling = run.telling();
      if (telling != null) {
        telling.scanTo(end);
        telling.say(name + ": condition is " + holds);
      }
      return holds;
    }

    private static String shown(@Nullable Text text) {
      return text == null ? "NULL" : text.value();
    }
  }

  /** Gives what goes into the new list for an item, or null for nothing. */
  @FunctionalInterface
  private interface Step {
    @Nullable Text of(Text item) throws Stop, InterruptedException;
  }

  private static Text collect(Run run, ListPart list, Part end, Told told, Step step)
      throws Stop, InterruptedException {
    Text items = list.text(run);
    end.skip();
    told.begins(run);
    Registers registers = run.registers();
    Text outer = registers.item;
    try {
      ListPart.Walk each = list.walk(items);
      ListResult result = new ListResult(each.separator(), items);
      for (Text item = each.next(); item != null; item = each.next()) {
        registers.item = item;
        told.item(run);
        Text element = step.of(item);
        if (element != null) {
          result.add(element);
        }
      }
      return result.text();
    } finally {
      registers.item = outer;
    }
  }
}
