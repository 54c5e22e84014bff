// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/** Gives addresses without a domain the one that the configuration says. */
final class Qualification {
  private Qualification() {}

  /** Whether an at sign stands behind the last quoted string of a text, not escaped. */
  static boolean hasDomain(String typed) {
    for (int i = typed.length() - 1; i >= 0; i--) {
      char c = typed.charAt(i);
      if (c == '"') {
        return false;
      }
      if (c == '@') {
        int escapes = 0;
        while (escapes < i && typed.charAt(i - 1 - escapes) == '\\') {
          escapes++;
        }
        if (escapes % 2 == 0) {
          return true;
        }
      }
    }
    return false;
  }

  static String of(String address, boolean recipient, Situation situation)
      throws InterruptedException {
    Text domain = situation.variable(recipient ? "qualify_recipient" : "qualify_domain");
    return domain == null ? address : address + "@" + domain.value();
  }
}
