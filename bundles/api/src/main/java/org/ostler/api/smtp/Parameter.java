// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

/**
 * A parameter that a client gave with MAIL or RCPT (RFC 5321 §4.1.2).
 *
 * @param keyword upper case
 * @param value what follows the equals sign, as sent; empty when there was none
 */
public record Parameter(String keyword, String value) {
  /**
   * A parameter that an extension knows.
   *
   * @param word upper case letters, digits and hyphens
   * @param needsValue whether it is no parameter without a value; the session then takes the word
   *     for a part of the address, and refuses that
   */
  public record Keyword(String word, boolean needsValue) {}
}
