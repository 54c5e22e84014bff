// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.text;

/**
 * Marks text from outside.
 *
 * @param origin where it came from, in words fit for an error message: "the RCPT command", "a
 *     header field"
 */
public record Taint(String origin) {}
