// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.MailView;

/** The recipient that a RCPT command names, as far as an extension may shape it. */
@ProviderType
public interface NewRecipient {
  /** The mail; this recipient is not yet in its envelope. */
  MailView mail();

  /** The address, qualified. */
  String address();

  /** What the client asked to be told about this recipient so far. */
  DsnRequest dsn();

  /** Sets what is to be told; kept in the spool when the recipient is accepted. */
  void dsn(DsnRequest request);
}
