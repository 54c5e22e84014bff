// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** <code>${if condition {yes}{no}}</code>. */
final class IfItem {
  private IfItem() {}

  static Node read(Parser parser, String name) {
    parser.skipSpace();
    int start = parser.position();
    Test test = ConditionReader.read(parser);
    Recording.condition(parser, start);
    YesNo strings = YesNo.read(parser, name);
    return Node.of(
        run -> {
          Registers registers = run.registers();
          @Nullable Text[] captures = registers.captures();
          @Nullable Text value = registers.value;
          boolean holds = test.holds(run);
          if (run.telling() != null) {
            run.telling().condition(holds);
          }
          Text chosen = strings.choose(run, holds, registers.value);
          registers.captures(captures);
          registers.value = value;
          return chosen;
        });
  }
}
