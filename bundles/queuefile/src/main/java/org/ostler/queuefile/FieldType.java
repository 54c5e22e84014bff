// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.util.Locale;
import org.ostler.api.mail.HeaderField;

/** The letters by which Exim knows header fields in its spool. */
final class FieldType {
  private static final String RESENT = "resent-";

  private FieldType() {}

  /**
   * The letter; {@code resent} says whether the message has fields of a resending, which hide its
   * first Message-ID.
   */
  static char letter(HeaderField field, boolean resent) {
    String name = field.name().strip().toLowerCase(Locale.ROOT);
    boolean isResent = name.startsWith(RESENT);
    return switch (isResent ? name.substring(RESENT.length()) : name) {
      case "bcc" -> 'B';
      case "cc" -> 'C';
      case "from" -> 'F';
      case "sender" -> 'S';
      case "to" -> 'T';
      case "message-id" -> resent == isResent ? 'I' : ' ';
      case "reply-to" -> isResent ? ' ' : 'R';
      // What a final delivery added before is there to be seen, and goes when the message is
      // delivered again.
      case "return-path", "envelope-to", "delivery-date" -> isResent ? ' ' : '*';
      case "received" -> isResent ? ' ' : 'P';
      default -> ' ';
    };
  }

  static boolean isResent(HeaderField field) {
    return field.name().regionMatches(true, 0, RESENT, 0, RESENT.length());
  }
}
