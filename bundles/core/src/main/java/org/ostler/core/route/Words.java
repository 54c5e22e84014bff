// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

/** What expanded words mean. */
public final class Words {
  private Words() {}

  /** A condition holds unless it is empty, {@code 0}, {@code no} or {@code false}. */
  public static boolean holds(String text) {
    return !(text.isEmpty()
        || text.equals("0")
        || text.equalsIgnoreCase("no")
        || text.equalsIgnoreCase("false"));
  }

  /** A local part as routers and mailboxes know it: quotes and their backslashes taken off. */
  public static String unquoted(String localPart) {
    if (localPart.indexOf('"') < 0 && localPart.indexOf('\\') < 0) {
      return localPart;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < localPart.length(); i++) {
      char c = localPart.charAt(i);
      if (c == '\\' && i + 1 < localPart.length()) {
        i++;
        plain.append(localPart.charAt(i));
      } else if (c != '"') {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
