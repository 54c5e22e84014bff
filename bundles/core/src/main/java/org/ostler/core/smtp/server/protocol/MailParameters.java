// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of MAIL.
 *
 * @param size SIZE, or -1
 * @param bodyType 8, 7, or 0 when BODY was not given
 * @param authenticatedSender AUTH as sent (xtext), or empty
 * @param others those of extensions, the last on the line first
 */
public record MailParameters(
    long size,
    int bodyType,
    boolean smtputf8,
    String authenticatedSender,
    List<ExtensionWords.Used> others) {
  public static final MailParameters NONE = new MailParameters(-1, 0, false, "", List.of());

  MailParameters withSize(long octets) {
    return new MailParameters(octets, bodyType, smtputf8, authenticatedSender, others);
  }

  MailParameters withBodyType(int bits) {
    return new MailParameters(size, bits, smtputf8, authenticatedSender, others);
  }

  MailParameters withUtf8() {
    return new MailParameters(size, bodyType, true, authenticatedSender, others);
  }

  MailParameters withAuthenticatedSender(String xtext) {
    return new MailParameters(size, bodyType, smtputf8, xtext, others);
  }

  MailParameters with(ExtensionWords.Used other) {
    List<ExtensionWords.Used> more = new ArrayList<>(others);
    more.add(other);
    return new MailParameters(size, bodyType, smtputf8, authenticatedSender, List.copyOf(more));
  }
}
