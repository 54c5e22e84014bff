// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import org.ostler.api.mail.Addressee;
import org.ostler.api.transport.Delivery;
import org.ostler.core.mail.Address;

/** A message as commands of SMTP without their replies, as batches of UUCP had it. */
final class Bsmtp {
  /** What ends the message; RFC 5321 §4.5.2 says how lines of it differ from this one. */
  static final String END = ".\n";

  private Bsmtp() {}

  /** What comes before the message. */
  static String envelope(Delivery delivery) {
    StringBuilder text = new StringBuilder("MAIL FROM:<");
    text.append(delivery.returnPath().address()).append(">\n");
    for (Addressee addressee : delivery.addressees()) {
      text.append("RCPT TO:<").append(((Address) addressee).handedOn()).append(">\n");
    }
    return text.append("DATA\n").toString();
  }
}
