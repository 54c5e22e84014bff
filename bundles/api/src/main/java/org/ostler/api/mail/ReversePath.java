// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

/**
 * The envelope sender of MAIL FROM, without angle brackets; empty is the null reverse-path (RFC
 * 5321 §4.5.5).
 *
 * @param address the address, or empty
 */
public record ReversePath(String address) {
  /** The null reverse-path. */
  public static final ReversePath NULL = new ReversePath("");

  public boolean isNull() {
    return address.isEmpty();
  }

  /** What stands before the last at sign, quotes kept; the whole when there is none. */
  public String localPart() {
    return Recipient.localPart(address);
  }

  /** What stands after the last at sign; empty when there is none. */
  public String domain() {
    return Recipient.domain(address);
  }
}
