// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Recipient;
import org.ostler.api.smtp.NewRecipient;
import org.ostler.core.mail.Situation;

/** The recipient in hand while extensions read the parameters of RCPT. */
final class NamedRecipient implements NewRecipient {
  private final Situation situation;
  private final String address;
  private DsnRequest dsn;

  NamedRecipient(Situation situation, Recipient recipient) {
    this.situation = situation;
    this.address = recipient.address();
    this.dsn = recipient.dsn();
  }

  @Override
  public MailView mail() {
    return situation;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public DsnRequest dsn() {
    return dsn;
  }

  @Override
  public void dsn(DsnRequest request) {
    dsn = request;
  }
}
