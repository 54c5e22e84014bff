// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.util.Locale;

/** The words of {@code log_selector}; the lower-case name is the word. */
public enum LogSelector {
  _8BITMIME(false),
  ACL_WARN_SKIPPED(true),
  ADDRESS_REWRITE(false),
  ALL_PARENTS(false),
  ARGUMENTS(false),
  CONNECTION_ID(false),
  CONNECTION_REJECT(true),
  DELAY_DELIVERY(true),
  DELIVER_TIME(false),
  DELIVERY_SIZE(false),
  DKIM(true),
  DKIM_VERBOSE(false),
  DNSLIST_DEFER(true),
  DNSSEC(false),
  ETRN(true),
  HOST_LOOKUP_FAILED(true),
  IDENT_TIMEOUT(false),
  INCOMING_INTERFACE(false),
  INCOMING_PORT(false),
  LOST_INCOMING_CONNECTION(true),
  MILLISEC(false),
  MSG_ID(true),
  MSG_ID_CREATED(false),
  OUTGOING_INTERFACE(true),
  OUTGOING_PORT(false),
  PID(false),
  PIPELINING(false),
  PROTOCOL_DETAIL(false),
  PROXY(false),
  QUEUE_RUN(true),
  QUEUE_TIME(false),
  QUEUE_TIME_EXCLUSIVE(true),
  QUEUE_TIME_OVERALL(false),
  RECEIVE_TIME(false),
  RECEIVED_RECIPIENTS(false),
  RECEIVED_SENDER(false),
  REJECTED_HEADER(true),
  RETRY_DEFER(true),
  RETURN_PATH_ON_DELIVERY(false),
  SENDER_ON_DELIVERY(false),
  SENDER_VERIFY_FAIL(true),
  SIZE_REJECT(true),
  SKIP_DELIVERY(true),
  SMTP_CONFIRMATION(true),
  SMTP_CONNECTION(false),
  SMTP_INCOMPLETE_TRANSACTION(false),
  SMTP_MAILAUTH(false),
  SMTP_NO_MAIL(false),
  SMTP_PROTOCOL_ERROR(false),
  SMTP_SYNTAX_ERROR(false),
  SUBJECT(false),
  TLS_CERTIFICATE_VERIFIED(true),
  TLS_CIPHER(true),
  TLS_PEERDN(false),
  TLS_RESUMPTION(false),
  TLS_SNI(false),
  UNKNOWN_IN_LIST(false);

  private final boolean standard;

  LogSelector(boolean standard) {
    this.standard = standard;
  }

  /** Whether it is on by default. */
  public boolean isStandard() {
    return standard;
  }

  /** The word of the configuration. */
  public String word() {
    String name = name().toLowerCase(Locale.ROOT);
    return name.startsWith("_") ? name.substring(1) : name;
  }
}
