// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import java.util.EnumSet;
import java.util.Set;

/** Where an address that may be rewritten stands; in the order in which {@code -brw} tells them. */
public enum Place {
  SENDER('s', "sender:", "sender"),
  FROM('f', "from:", "from"),
  TO('t', "to:", "to"),
  CC('c', "cc:", "cc"),
  BCC('b', "bcc:", "bcc"),
  REPLY_TO('r', "reply-to:", "reply-to"),
  ENVELOPE_FROM('F', "env-from", "env-from"),
  ENVELOPE_TO('T', "env-to", "env-to"),
  /** The argument of MAIL, before it is read. */
  SMTP_SENDER('S', "smtp sender", ""),
  /** The argument of RCPT, before it is read. */
  SMTP_RECIPIENT('S', "smtp recipient", "");

  static final Set<Place> HEADER = EnumSet.range(SENDER, REPLY_TO);
  static final Set<Place> ENVELOPE = EnumSet.of(ENVELOPE_FROM, ENVELOPE_TO);
  static final Set<Place> SMTP = EnumSet.of(SMTP_SENDER, SMTP_RECIPIENT);

  private final char letter;
  private final String logged;
  private final String label;

  Place(char letter, String logged, String label) {
    this.letter = letter;
    this.logged = logged;
    this.label = label;
  }

  /** The flag of a rule that is for this place. */
  char letter() {
    return letter;
  }

  /** Its name in log lines. */
  String logged() {
    return logged;
  }

  /** Its name in the answer of {@code -brw}. */
  public String label() {
    return label;
  }

  /** Whether an address here without a domain gets that of recipients. */
  boolean isRecipient() {
    return this == TO || this == CC || this == BCC || this == ENVELOPE_TO;
  }

  boolean inHeader() {
    return HEADER.contains(this);
  }
}
