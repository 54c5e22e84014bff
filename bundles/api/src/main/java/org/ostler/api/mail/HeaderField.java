// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

/**
 * One header field (RFC 5322 §2.2).
 *
 * @param name the field name as written
 * @param gap blanks between the name and the colon, which the obsolete syntax of RFC 5322 §4.5
 *     allows; empty as a rule
 * @param body what follows the colon, with its leading white space and folding (LF line ends),
 *     without the final LF
 */
public record HeaderField(String name, String gap, String body) {
  /** A field without a gap. */
  public HeaderField(String name, String body) {
    this(name, "", body);
  }

  /** The field of a text {@code name:body} without the final LF. */
  public static HeaderField parse(String text) {
    int colon = text.indexOf(':');
    String name = text.substring(0, colon).stripTrailing();
    return new HeaderField(name, text.substring(name.length(), colon), text.substring(colon + 1));
  }

  public boolean is(String fieldName) {
    return name.equalsIgnoreCase(fieldName);
  }

  /** The field as it stands in the message: {@code name:body}, LF ended, as it came. */
  public String text() {
    return name + gap + ":" + body + "\n";
  }
}
