// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** Conditions made of conditions: and, or, forany, forall. */
final class GroupConditions {
  private GroupConditions() {}

  static void addTo(Map<String, ConditionGrammar> conditions) {
    conditions.put("and", (parser, name) -> group(parser, name, false));
    conditions.put("or", (parser, name) -> group(parser, name, true));
    for (Elements elements : Elements.values()) {
      conditions.put(
          "forany" + elements.suffix(), (parser, name) -> each(parser, name, elements, true));
      conditions.put(
          "forall" + elements.suffix(), (parser, name) -> each(parser, name, elements, false));
    }
  }

  private static Test group(Parser parser, String name, boolean decisive) {
    parser.skipSpace();
    Part open = parser.expect('{', "missing { after \"" + name + "\"");
    List<Test> members = new ArrayList<>();
    parser.skipSpace();
    while (parser.failure() == null && !parser.at('}')) {
      members.add(member(parser, name));
      parser.skipSpace();
    }
    parser.advance();
    // Members after the one that decides are read, not evaluated: their errors are met all the
    // same.
    Part sound = parser.failure() == null ? open : parser.fail("");
    return run -> {
      boolean holds = !decisive;
      for (Test member : members) {
        if (holds != decisive) {
          holds = member.holds(run);
        }
      }
      sound.skip();
      return holds;
    };
  }

  private static Test member(Parser parser, String name) {
    if (!parser.at('{')) {
      return Test.broken(
          parser.fail(
              "each subcondition inside an \"" + name + "{...}\" condition must be in its own {}"));
    }
    parser.advance();
    String where = "\"" + name + "{...}\" condition";
    @Nullable Stop before = parser.failure();
    Test test = inside(ConditionReader.read(parser), where);
    parser.failedInside(before, where);
    parser.skipSpace();
    Part end = parser.expect('}', "missing } at end of condition inside \"" + name + "\" group");
    return run -> {
      boolean holds = test.holds(run);
      end.skip();
      return holds;
    };
  }

  /** A failure of the condition is told with where the condition stands. */
  static Test inside(Test test, String where) {
    return run -> {
      try {
        return test.holds(run);
      } catch (Stop stop) {
        throw stop.inside(where);
      }
    };
  }

  private static Test each(Parser parser, String name, Elements elements, boolean any) {
    String opening = "missing { after \"" + name + "\"";
    Part list = parser.braced(opening, "missing } at end of \"" + name + "\" condition");
    parser.skipSpace();
    parser.expect('{', opening);
    String where = "\"" + name + "\" condition";
    int body = parser.recorded();
    @Nullable Stop before = parser.failure();
    Test test = inside(ConditionReader.read(parser), where);
    parser.failedInside(before, where);
    parser.skipSpace();
    Part end = parser.expect('}', "missing } at end of condition inside \"" + name + "\"");
    Told told = new Told(name, body, parser.recorded());
    Test each = told.around(test);
    return run -> {
      run.say(() -> "condition: " + name);
      Text text = list.text(run);
      end.skip();
      told.begins(run);
      return decide(run, elements.of(text, run), each, any);
    };
  }

  /**
   * What who listens hears of the repetition.
   *
   * @param name the condition
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

    Test around(Test test) {
      return run -> {
        Telling telling = run.telling();
        if (telling == null) {
          return test.holds(run);
        }
        Text item = run.registers().item;
        telling.say(name + ": $item = \"" + (item == null ? "" : item.value()) + "\"");
        telling.again(body);
        boolean holds = test.holds(run);
        telling.scanTo(end);
        telling.say(name + ": condition evaluated to " + holds);
        return holds;
      };
    }
  }

  private static boolean decide(Run run, Elements.Source items, Test test, boolean any)
      throws Stop, InterruptedException {
    Registers registers = run.registers();
    Text outer = registers.item;
    // As in Exim, an empty list makes both forms false.
    boolean holds = false;
    try {
      for (Text item = items.next(); item != null; item = items.next()) {
        registers.item = item;
        holds = test.holds(run);
        if (holds == any) {
          break;
        }
      }
      return holds;
    } finally {
      registers.item = outer;
    }
  }
}
