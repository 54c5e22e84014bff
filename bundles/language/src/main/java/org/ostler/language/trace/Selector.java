// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.trace;

import java.util.Locale;

/**
 * A kind of debugging lines, by Exim's names and in the order of its bits. Some have nothing to say
 * here: they tell of stores and processes that Exim has and we have not.
 */
public enum Selector {
  /** What {@code -v} tells; no name selects it. */
  V(true),
  LOCAL_SCAN(false),
  ACL(true),
  AUTH(true),
  DELIVER(true),
  DNS(true),
  DNSBL(true),
  EXEC(true),
  EXPAND(false),
  FILTER(false),
  HINTS_LOOKUP(true),
  HOST_LOOKUP(true),
  IDENT(true),
  INTERFACE(false),
  LISTS(true),
  LOAD(false),
  LOOKUP(true),
  MEMORY(false),
  NOUTF8(false),
  PID(false),
  PROCESS_INFO(true),
  QUEUE_RUN(true),
  RECEIVE(true),
  RESOLVER(false),
  RETRY(true),
  REWRITE(true),
  ROUTE(true),
  TIMESTAMP(false),
  TLS(true),
  TRANSPORT(true),
  UID(true),
  VERIFY(true);

  private final boolean usual;

  Selector(boolean usual) {
    this.usual = usual;
  }

  /** Its name in a setting. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether {@code -d} alone selects it. */
  boolean isUsual() {
    return usual;
  }
}
