// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.ostler.api.mail.MailView;

/**
 * A view with registers of its own, for a place that keeps nothing from one expansion to the next.
 */
public final class FreshScope extends ViewOf implements Scope {
  private final Registers registers = new Registers();

  public FreshScope(MailView mail) {
    super(mail);
  }

  @Override
  public Registers registers() {
    return registers;
  }
}
