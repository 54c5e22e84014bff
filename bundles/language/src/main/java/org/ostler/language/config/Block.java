// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.List;

/**
 * A named block: a router, a transport or an authenticator.
 *
 * @param name its name
 * @param assignments its options in order, {@code driver} among them
 * @param position of the name
 */
public record Block(String name, List<Assignment> assignments, Position position) {}
