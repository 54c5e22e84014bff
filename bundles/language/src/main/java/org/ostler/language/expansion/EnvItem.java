// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.ostler.api.text.Text;

/** <code>${env{NAME}{yes}{no}}</code>: a variable of the process's environment. */
final class EnvItem {
  private EnvItem() {}

  static Node read(Parser parser, String name) {
    Part variable = parser.braced("", "missing '}' for name arg of env");
    Environment environment = parser.environment();
    YesNo strings = YesNo.read(parser, name);
    return Node.of(
        run -> {
          Registers registers = run.registers();
          Text outer = registers.value;
          String found = environment.process().get(variable.text(run).value());
          registers.value = found == null ? null : Text.ofUnicode(found);
          return strings.choose(run, found != null, outer);
        });
  }
}
