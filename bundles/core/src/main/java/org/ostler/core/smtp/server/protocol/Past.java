// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

/**
 * What the commands before this one leave for its judgement, beside the state. A client that
 * pipelines sends its RCPTs before it can know that MAIL was refused, and DATA before it can know
 * that every RCPT was (RFC 2920 §3.1): that is no fault.
 *
 * @param rcpt whether the command before was RCPT in its place
 * @param refusedMail whether MAIL was refused and nothing but RCPT came since
 * @param lost whether there was RCPT since the last MAIL, RSET or greeting, and no transaction
 */
public record Past(boolean rcpt, boolean refusedMail, boolean lost) {
  /** Nothing that matters. */
  public static final Past NONE = new Past(false, false, false);

  /**
   * After one command more.
   *
   * @param refused whether its reply was negative
   */
  public Past after(Command command, SessionState state, boolean refused) {
    return switch (command) {
      case Command.Mail(String argument) ->
          new Past(false, refused, lost && (argument.isEmpty() || inTransaction(state)));
      case Command.Rcpt _ when inTransaction(state) -> new Past(true, false, lost);
      case Command.Rcpt _ -> {
        boolean pipelined = excuses(state);
        yield new Past(pipelined, pipelined, true);
      }
      case Command.Rset _, Command.Hello _, Command.XClient _ ->
          new Past(false, false, lost && refused);
      case Command _ -> new Past(false, false, lost);
    };
  }

  /** Whether RCPT outside of a transaction is excused. */
  boolean excuses(SessionState state) {
    return refusedMail && state.offers().pipelining();
  }

  private static boolean inTransaction(SessionState state) {
    return state instanceof SessionState.InTransaction;
  }
}
