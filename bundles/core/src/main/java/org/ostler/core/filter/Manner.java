// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

/**
 * How a command is meant.
 *
 * @param seen whether it deals with the message, so that nothing else need be done
 * @param noError whether nobody wants to hear that it failed
 */
public record Manner(boolean seen, boolean noError) {}
