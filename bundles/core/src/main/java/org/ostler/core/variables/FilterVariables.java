// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

/** What filters count and leave to each other. */
final class FilterVariables {
  private FilterVariables() {}

  static Table table() {
    Table table = new Table();
    for (int i = 0; i < 10; i++) {
      int number = i;
      table.number("n" + i, s -> s.registers().numbers[number]);
      table.number("sn" + i, s -> s.envelope().systemNumbers[number]);
    }
    return table.text("thisaddress", s -> s.registers().thisAddress);
  }
}
