// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

/**
 * One option line of a section, before its type is known; {@code no_x} keeps its prefix here.
 *
 * @param name the word as written
 * @param value what follows the equals sign, macros replaced, continuation lines joined; null for a
 *     bare name
 * @param hidden whether {@code hide} stood before it
 * @param position where
 */
public record Assignment(
    String name,
    @org.jspecify.annotations.Nullable String value,
    boolean hidden,
    Position position) {}
