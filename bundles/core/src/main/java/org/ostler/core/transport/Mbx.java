// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/**
 * The MBX format of mailboxes, which the c-client library has: a header of 2048 octets, and a line
 * before each message that says when it came, how long it is, and that nobody has seen it yet.
 */
final class Mbx {
  private static final int HEADER_OCTETS = 2048;

  /** Words that users of the mailbox may make. */
  private static final int KEYWORDS = 30;

  private Mbx() {}

  /** What a mailbox begins with: the second it was made in tells its message numbers apart. */
  static byte[] header(Situation situation) throws InterruptedException {
    String second = variable(situation, "tod_epoch");
    StringBuilder text = new StringBuilder("*mbx*\r\n");
    text.append("%08x00000000\r\n".formatted(second.isEmpty() ? 0 : Long.parseLong(second)));
    text.append("\r\n".repeat(KEYWORDS));
    return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), HEADER_OCTETS);
  }

  /** The line before a message of so many octets. */
  static String line(Situation situation, long octets) throws InterruptedException {
    // Tue, 01 Dec 2026 13:56:58 +0000
    String[] date = variable(situation, "tod_full").split(" ");
    return "%s-%s-%s %s %s,%d;%08x%04x-%08x\r\n"
        .formatted(date[1], date[2], date[3], date[4], date[5], octets, 0, 0, 0);
  }

  private static String variable(Situation situation, String name) throws InterruptedException {
    Text value = situation.variable(name);
    return value == null ? "" : value.value();
  }
}
