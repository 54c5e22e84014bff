// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.smtp;

import org.ostler.api.mail.DsnRequest;
import org.ostler.api.smtp.NewRecipient;
import org.ostler.testing.mail.MemoryMail;

/** A recipient that RCPT names, and that remembers what an extension made of it. */
public final class MemoryRecipient implements NewRecipient {
  private final MemoryMail mail;
  private final String address;
  private DsnRequest dsn = DsnRequest.NONE;

  public MemoryRecipient(MemoryMail mail, String address) {
    this.mail = mail;
    this.address = address;
  }

  @Override
  public MemoryMail mail() {
    return mail;
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
