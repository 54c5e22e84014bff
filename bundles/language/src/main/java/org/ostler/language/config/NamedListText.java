// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import org.ostler.language.expansion.ListKind;

/**
 * A named list as written.
 *
 * @param kind which of the four
 * @param name the name after {@code domainlist} and the like
 * @param text the list
 * @param hidden whether {@code hide} stood before it
 * @param position where
 */
public record NamedListText(
    ListKind kind, String name, String text, boolean hidden, Position position) {}
