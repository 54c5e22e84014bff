// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

/** How an item is written: reads what follows the item's name, up to and with its closing brace. */
@FunctionalInterface
interface ItemGrammar {
  Node read(Parser parser, String name);
}
