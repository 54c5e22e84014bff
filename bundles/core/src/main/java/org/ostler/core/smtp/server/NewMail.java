// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import org.ostler.api.mail.MailView;
import org.ostler.api.smtp.NewTransaction;
import org.ostler.core.mail.Situation;

/** The message in hand while extensions read the parameters of MAIL. */
record NewMail(Situation situation) implements NewTransaction {
  @Override
  public MailView mail() {
    return situation;
  }

  @Override
  public String dsnReturn() {
    return situation.envelope().dsnReturn;
  }

  @Override
  public void dsnReturn(String word) {
    situation.envelope().dsnReturn = word;
  }

  @Override
  public String dsnEnvelopeId() {
    return situation.envelope().dsnEnvelopeId;
  }

  @Override
  public void dsnEnvelopeId(String xtext) {
    situation.envelope().dsnEnvelopeId = xtext;
  }
}
