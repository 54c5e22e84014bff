// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/** Gives addresses without a domain the one that the configuration says. */
final class Qualification {
  private Qualification() {}

  static String of(String address, boolean recipient, Situation situation)
      throws InterruptedException {
    Text domain = situation.variable(recipient ? "qualify_recipient" : "qualify_domain");
    return domain == null ? address : address + "@" + domain.value();
  }
}
