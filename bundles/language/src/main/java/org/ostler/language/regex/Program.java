// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * A compiled pattern.
 *
 * @param code instructions of {@link Op} with what follows each
 * @param texts the texts that instructions name, those of marks too
 * @param sets the sets that instructions name
 * @param numbers the lists of groups that instructions name
 * @param groups how many groups capture
 * @param registers how many registers it needs
 * @param start how matches begin
 * @param dialect what holds for all of it
 */
record Program(
    int[] code,
    String[] texts,
    CharSet[] sets,
    int[][] numbers,
    int groups,
    int registers,
    Start start,
    Dialect dialect) {}
