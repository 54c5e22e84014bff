// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.MailView;

/** The transaction that a MAIL command begins, as far as an extension may shape it. */
@ProviderType
public interface NewTransaction {
  /** The mail; its sender is known, its recipients are not. */
  MailView mail();

  /** What a report is to return: {@code FULL}, {@code HDRS} or empty (RFC 3461 §4.3). */
  String dsnReturn();

  /** Sets what a report is to return; kept in the spool. */
  void dsnReturn(String word);

  /** The ENVID value as received, xtext, or empty (RFC 3461 §4.4). */
  String dsnEnvelopeId();

  /** Sets the envelope identifier; kept in the spool. */
  void dsnEnvelopeId(String xtext);
}
