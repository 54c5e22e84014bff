// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.acl;

/** Where an access control list runs; the word is the name of its option after {@code acl_}. */
public enum Phase {
  CONNECT("smtp_connect"),
  HELO("smtp_helo"),
  STARTTLS("smtp_starttls"),
  AUTH("smtp_auth"),
  MAIL("smtp_mail"),
  MAILAUTH("smtp_mailauth"),
  RCPT("smtp_rcpt"),
  PREDATA("smtp_predata"),
  MIME("smtp_mime"),
  DKIM("smtp_dkim"),
  PRDR("smtp_data_prdr"),
  DATA("smtp_data"),
  ETRN("smtp_etrn"),
  EXPN("smtp_expn"),
  VRFY("smtp_vrfy"),
  WELLKNOWN("smtp_wellknown"),
  QUIT("smtp_quit"),
  NOTQUIT("smtp_notquit"),
  NOT_SMTP_START("not_smtp_start"),
  NOT_SMTP_MIME("not_smtp_mime"),
  NOT_SMTP("not_smtp");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** The main option that names this phase's list. */
  public String option() {
    return "acl_" + word;
  }
}
