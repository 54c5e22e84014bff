// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

/**
 * The parameters of MAIL.
 *
 * @param size SIZE, or -1
 * @param bodyType 8, 7, or 0 when BODY was not given
 * @param authenticatedSender AUTH as sent (xtext), or empty
 */
public record MailParameters(
    long size, int bodyType, boolean smtputf8, String authenticatedSender) {
  public static final MailParameters NONE = new MailParameters(-1, 0, false, "");

  MailParameters withSize(long octets) {
    return new MailParameters(octets, bodyType, smtputf8, authenticatedSender);
  }

  MailParameters withBodyType(int bits) {
    return new MailParameters(size, bits, smtputf8, authenticatedSender);
  }

  MailParameters withUtf8() {
    return new MailParameters(size, bodyType, true, authenticatedSender);
  }

  MailParameters withAuthenticatedSender(String xtext) {
    return new MailParameters(size, bodyType, smtputf8, xtext);
  }
}
