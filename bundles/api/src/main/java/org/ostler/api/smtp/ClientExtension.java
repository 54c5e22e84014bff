// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.Addressee;

/**
 * A service extension that our client uses with servers that offer it (RFC 5321 §2.2). Called from
 * many threads; may block. When its bundle is away or it throws, the message is sent without it.
 */
@ConsumerType
public interface ClientExtension {
  /** The EHLO keyword, upper case. */
  String keyword();

  /**
   * How to use the extension in one transaction; null when it is not wanted. Asked only when the
   * server offers the keyword.
   */
  @Nullable Use use(OutgoingMail mail) throws InterruptedException;

  /**
   * The use of the extension in one transaction.
   *
   * @param mailParameters is put behind MAIL, such as {@code RET=HDRS ENVID=x}; empty for nothing
   * @param rcptParameters what is put behind the RCPT of an addressee; empty for nothing
   * @param repliesPerRecipient whether the server may answer the end of data with 3xx, then with
   *     one reply for each accepted recipient, then with one for the message, which counts for
   *     those it had accepted. When it answers otherwise, that is its reply for all. Not used over
   *     LMTP.
   */
  record Use(
      String mailParameters,
      Function<Addressee, String> rcptParameters,
      boolean repliesPerRecipient) {
    /** Parameters of MAIL alone. */
    public static Use ofMail(String parameters) {
      return new Use(parameters, addressee -> "", false);
    }
  }
}
