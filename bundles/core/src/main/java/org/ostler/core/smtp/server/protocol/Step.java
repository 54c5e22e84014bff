// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.util.List;
import org.ostler.api.smtp.Reply;

/** What a command leads to. */
public sealed interface Step {
  /** An answer that needs nobody's opinion. */
  record Say(Reply reply, SessionState next) implements Step {}

  /**
   * A command that breaks the protocol; the state stays.
   *
   * @param fault how it counts
   * @param note for the log: what was wrong
   * @param skip octets of a refused chunk that follow and must be passed over (RFC 3030 §2)
   */
  record Refuse(Reply reply, Fault fault, String note, long skip) implements Step {
    public static Refuse syntax(int code, String text) {
      return new Refuse(Reply.of(code, text), Fault.SYNTAX, text, 0);
    }

    public static Refuse sequence(int code, String text) {
      return new Refuse(Reply.of(code, text), Fault.PROTOCOL, text, 0);
    }

    /** The same with the last line of its reply alone. */
    public Refuse brief() {
      Reply last = new Reply(reply.code(), reply.status(), List.of(reply.lines().getLast()));
      return new Refuse(last, fault, note, skip);
    }

    Refuse skipping(long octets) {
      return new Refuse(reply, fault, note, octets);
    }
  }

  /** How a refused command counts. */
  enum Fault {
    /** Not at all. */
    NONE,
    /** Not at all; the transaction is over. */
    OVERFLOW,
    /** Towards {@code smtp_max_synprot_errors}, as a syntax error. */
    SYNTAX,
    /** Towards {@code smtp_max_synprot_errors}, as a protocol error. */
    PROTOCOL,
    /** As a syntax error, though the reply to one too many says nothing of that. */
    NUL,
    /** Towards {@code smtp_max_unknown_commands}. */
    UNKNOWN,
    /** HELO with a wrong argument: a syntax error that has a log line of its own. */
    HELLO,
    /** MAIL before HELO: counts as a protocol error and has a log line of its own. */
    NO_HELLO
  }

  /** A command in order: access control lists and other rooms decide. */
  sealed interface Ask extends Step {}

  record Greet(String name, boolean extended) implements Ask {}

  /**
   * MAIL in order.
   *
   * @param path empty for the null reverse-path
   * @param given the path as it was sent
   */
  record Begin(Path.Good path, String given, MailParameters parameters, SessionState before)
      implements Ask {}

  /**
   * RCPT in order.
   *
   * @param given the path as it was sent
   */
  record AddRecipient(
      Path.Good path,
      String given,
      List<ExtensionWords.Used> parameters,
      SessionState.InTransaction transaction)
      implements Ask {}

  record ReceiveData(SessionState.InTransaction transaction) implements Ask {}

  /** BDAT in order. */
  record ReceiveChunk(
      SessionState.InTransaction transaction, boolean first, long size, boolean last)
      implements Ask {}

  /** AUTH, whose place is judged with what the peer was offered. */
  record Authenticate(String argument) implements Ask {}

  /** STARTTLS in order. */
  record StartTls() implements Ask {}

  record Verify(String argument) implements Ask {}

  record Expand(String argument) implements Ask {}

  /** XCLIENT, whose place is judged with who may use it. */
  record ChangeClient(String argument) implements Ask {}

  /** WELLKNOWN, whose place is judged with who may use it. */
  record TellWellKnown(String argument) implements Ask {}

  record StartQueue(String argument) implements Ask {}

  /** RSET: nothing is asked, but a transaction in hand is dropped. */
  record Reset() implements Ask {}

  record Leave() implements Ask {}
}
