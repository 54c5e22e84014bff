// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.smtp;

import org.ostler.api.smtp.NewTransaction;
import org.ostler.testing.mail.MemoryMail;

/** A transaction that begins, and remembers what an extension made of it. */
public final class MemoryTransaction implements NewTransaction {
  private final MemoryMail mail;
  private String dsnReturn = "";
  private String dsnEnvelopeId = "";

  public MemoryTransaction(MemoryMail mail) {
    this.mail = mail;
  }

  @Override
  public MemoryMail mail() {
    return mail;
  }

  @Override
  public String dsnReturn() {
    return dsnReturn;
  }

  @Override
  public void dsnReturn(String word) {
    dsnReturn = word;
  }

  @Override
  public String dsnEnvelopeId() {
    return dsnEnvelopeId;
  }

  @Override
  public void dsnEnvelopeId(String xtext) {
    dsnEnvelopeId = xtext;
  }
}
