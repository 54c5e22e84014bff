// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

/**
 * A logical line of the acl, retry and rewrite sections, macros replaced and continuation joined.
 *
 * @param text the text without surrounding white space
 * @param position of its first physical line
 */
public record Line(String text, Position position) {}
