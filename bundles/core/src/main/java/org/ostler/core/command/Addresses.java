// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/** Addresses as people type them. */
final class Addresses {
  private Addresses() {}

  /** With the domain for recipients added when there is none, angle brackets taken off. */
  static String qualified(String typed, Situation situation) throws InterruptedException {
    String address = typed;
    if (address.startsWith("<") && address.endsWith(">")) {
      address = address.substring(1, address.length() - 1);
    }
    if (address.isEmpty() || address.indexOf('@') >= 0) {
      return address;
    }
    Text domain = situation.variable("qualify_recipient");
    return domain == null ? address : address + "@" + domain.value();
  }
}
