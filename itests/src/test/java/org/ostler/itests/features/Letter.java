// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import java.util.List;

/**
 * One of many messages that {@link Traffic} sends. Every second has two recipients, so that there
 * is something for PRDR to tell apart; now and then one goes to a host that refuses it, and one
 * wants to hear of its arrival.
 *
 * @param recipients the first has an even number, of which the transport {@code copies} takes one
 */
record Letter(int number, String id, List<String> recipients, boolean tellsSuccess) {
  static final String SENDER = "back@source.example";

  /** An address that a host refuses. */
  static final String REFUSED = "gone@refusing.example";

  private static final int SPECIAL = 25;

  static Letter of(String name, int number) {
    String id = "<" + name + "-" + number + "@source.example>";
    int pair = number % 5 * 2;
    String even = "u" + pair + "@ostler.example";
    if (number % SPECIAL == 7) {
      return new Letter(number, id, List.of(REFUSED), false);
    }
    return new Letter(
        number,
        id,
        number % 2 == 0 ? List.of(even) : List.of(even, "u" + (pair + 1) + "@ostler.example"),
        number % SPECIAL == 8);
  }

  boolean isRefused() {
    return recipients.contains(REFUSED);
  }

  String text() {
    return "From: <sender@source.example>\r\nMessage-ID: "
        + id
        + "\r\nSubject: "
        + number
        + "\r\n\r\n"
        + "some text\r\n".repeat(number % 100);
  }
}
