// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each verb before its argument is looked at: one table, as the session loop needs
 * it.
 */
public enum Verb {
  HELO("HELO", Sync.ALWAYS, Junk.AFTER_FIRST),
  EHLO("EHLO", Sync.ALWAYS, Junk.AFTER_FIRST),
  AUTH("AUTH", Sync.ALWAYS, Junk.AFTER_FIRST),
  STARTTLS("STARTTLS", Sync.UNLESS_OFFERED, Junk.AFTER_FIRST),
  MAIL("MAIL FROM:", Sync.UNLESS_PIPELINING, Junk.NEVER),
  RCPT("RCPT TO:", Sync.UNLESS_PIPELINING, Junk.NEVER),
  DATA("DATA", Sync.ALWAYS, Junk.NEVER),
  BDAT("BDAT", Sync.UNLESS_PIPELINING, Junk.NEVER),
  RSET("RSET", Sync.UNLESS_PIPELINING, Junk.AFTER_FIRST),
  QUIT("QUIT", Sync.NEVER, Junk.NEVER),
  NOOP("NOOP", Sync.ALWAYS, Junk.ALWAYS),
  HELP("HELP", Sync.NEVER, Junk.ALWAYS),
  ETRN("ETRN", Sync.ALWAYS, Junk.ALWAYS),
  EXPN("EXPN", Sync.ALWAYS, Junk.ALWAYS),
  VRFY("VRFY", Sync.ALWAYS, Junk.ALWAYS),
  XCLIENT("XCLIENT", Sync.ALWAYS, Junk.AFTER_FIRST),
  WELLKNOWN("WELLKNOWN", Sync.ALWAYS, Junk.ALWAYS);

  private final String text;
  private final Sync sync;
  private final Junk junk;

  Verb(String text, Sync sync, Junk junk) {
    this.text = text;
    this.sync = sync;
    this.junk = junk;
  }

  /** When a peer must wait for the reply before it sends on (RFC 5321 §4.3.1, RFC 2920 §3.1). */
  public enum Sync {
    ALWAYS,
    UNLESS_PIPELINING,
    /** Where STARTTLS is offered, what is pipelined behind it is dropped. */
    UNLESS_OFFERED,
    NEVER
  }

  /** When the command counts towards {@code smtp_accept_max_nonmail}. */
  public enum Junk {
    ALWAYS,
    /** The first one after the greeting or after a message is free. */
    AFTER_FIRST,
    NEVER
  }

  public Sync sync() {
    return sync;
  }

  public Junk junk() {
    return junk;
  }

  /**
   * The verb that a line begins with; null when it is none. Case does not matter (RFC 5321 §2.4).
   */
  static @Nullable Verb of(String line) {
    for (Verb verb : values()) {
      if (verb.begins(line)) {
        return verb;
      }
    }
    return null;
  }

  private boolean begins(String line) {
    int length = text.length();
    if (!line.regionMatches(true, 0, text, 0, length)) {
      return false;
    }
    return text.endsWith(":") || line.length() == length || line.charAt(length) == ' ';
  }

  /** What follows the verb, without surrounding white space. */
  public String argument(String line) {
    return line.substring(text.length()).strip();
  }

  /** The short name for logs. */
  public String word() {
    return name().toUpperCase(Locale.ROOT);
  }
}
