// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

/**
 * One forward-path of RCPT TO (RFC 5321 §3.3), without angle brackets.
 *
 * @param address the address
 * @param dsn what the sender asked to be told about it
 */
public record Recipient(String address, DsnRequest dsn) {
  public Recipient(String address) {
    this(address, DsnRequest.NONE);
  }

  public String localPart() {
    return localPart(address);
  }

  public String domain() {
    return domain(address);
  }

  static String localPart(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }

  static String domain(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? "" : address.substring(at + 1);
  }
}
