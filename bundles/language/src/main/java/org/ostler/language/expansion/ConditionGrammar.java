// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

/** How a condition is written: reads what follows its name. */
@FunctionalInterface
interface ConditionGrammar {
  Test read(Parser parser, String name);
}
