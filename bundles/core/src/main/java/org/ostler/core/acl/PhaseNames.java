// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.api.acl.Phase;

/** How Exim's messages call the lists. */
public final class PhaseNames {
  private PhaseNames() {}

  public static String of(Phase phase) {
    return switch (phase) {
      case CONNECT -> "connection";
      case HELO -> "EHLO or HELO";
      case PRDR -> "PRDR";
      case NOT_SMTP -> "non-SMTP";
      case NOT_SMTP_START -> "non-SMTP-start";
      case NOT_SMTP_MIME, MIME -> "MIME";
      case STARTTLS,
          AUTH,
          MAIL,
          MAILAUTH,
          RCPT,
          PREDATA,
          DKIM,
          DATA,
          ETRN,
          EXPN,
          VRFY,
          WELLKNOWN,
          QUIT,
          NOTQUIT ->
          phase.name();
    };
  }

  /**
   * Whether the list is about receiving a message: header fields may be added, {@code discard}
   * makes sense.
   */
  static boolean isAboutMessage(Phase phase) {
    return switch (phase) {
      case RCPT, MAIL, PREDATA, MIME, DKIM, DATA, PRDR, NOT_SMTP, NOT_SMTP_MIME -> true;
      case AUTH,
          CONNECT,
          ETRN,
          EXPN,
          HELO,
          MAILAUTH,
          NOT_SMTP_START,
          NOTQUIT,
          QUIT,
          STARTTLS,
          VRFY,
          WELLKNOWN ->
          false;
    };
  }
}
