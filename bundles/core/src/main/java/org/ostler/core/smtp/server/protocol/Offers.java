// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

/**
 * What was offered to this peer in reply to its EHLO; after HELO, nothing.
 *
 * @param sizeLimit {@code message_size_limit}, 0 for none
 * @param words the parameters of extensions
 */
public record Offers(
    long sizeLimit,
    boolean eightBit,
    boolean etrn,
    boolean vrfy,
    boolean expn,
    boolean pipelining,
    boolean chunking,
    boolean smtputf8,
    boolean startTls,
    ExtensionWords words) {
  /** The same without STARTTLS, which is offered once. */
  public Offers underTls() {
    return new Offers(
        sizeLimit, eightBit, etrn, vrfy, expn, pipelining, chunking, smtputf8, false, words);
  }

  /** The offers of HELO. */
  public static Offers none(long sizeLimit) {
    return new Offers(
        sizeLimit, false, false, false, false, false, false, false, false, ExtensionWords.NONE);
  }
}
