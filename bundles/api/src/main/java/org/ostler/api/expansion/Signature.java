// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

/**
 * Name and number of arguments of an item or a condition.
 *
 * @param name the word of the language
 * @param least the fewest braced arguments
 * @param most the most braced arguments
 */
public record Signature(String name, int least, int most) {}
