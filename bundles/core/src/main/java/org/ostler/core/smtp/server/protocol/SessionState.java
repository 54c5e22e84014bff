// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

/** Where a session stands; each state holds only what exists then. */
public sealed interface SessionState {
  /** Before HELO, or after one that was refused. */
  record Connected() implements SessionState {}

  /** Between transactions. */
  record Greeted(String name, boolean extended, Offers offers) implements SessionState {}

  /**
   * Between MAIL and the end of data.
   *
   * @param before what RSET returns to: {@link Greeted}, or {@link Connected} where HELO is not
   *     required
   */
  record InTransaction(SessionState before, MailParameters parameters, Recipients recipients)
      implements SessionState {
    public InTransaction with(Recipients counted) {
      return new InTransaction(before, parameters, counted);
    }
  }

  /**
   * After a BDAT that was not the last; only BDAT, RSET, NOOP, HELP and QUIT make sense (RFC 3030
   * §2).
   */
  record InChunks(InTransaction transaction) implements SessionState {}

  /**
   * After a command between chunks that did not belong there: the message is lost, and only RSET or
   * a new greeting brings the session back in step.
   */
  record Spoiled(SessionState before) implements SessionState {}

  /** The end. */
  record Closed() implements SessionState {}

  /** What RSET, a new HELO or the end of a message leaves. */
  default SessionState outsideTransaction() {
    return switch (this) {
      case InTransaction it -> it.before();
      case InChunks it -> it.transaction().before();
      case Spoiled it -> it.before();
      case Connected it -> it;
      case Greeted it -> it;
      case Closed it -> it;
    };
  }

  /** What a refused command leaves. */
  default SessionState afterFault() {
    return this instanceof InChunks it ? new Spoiled(it.transaction().before()) : this;
  }

  /** What was offered to the peer. */
  default Offers offers() {
    return outsideTransaction() instanceof Greeted it ? it.offers() : Offers.none(0);
  }

  /**
   * The count of RCPT commands.
   *
   * @param refusal the reply when all were refused with the same one, else empty
   * @param overflow whether one was refused for good because there were too many
   */
  record Recipients(int accepted, int refused, String refusal, boolean overflow) {
    public static final Recipients NONE = new Recipients(0, 0, "", false);

    public Recipients accept() {
      return new Recipients(accepted + 1, refused, "", overflow);
    }

    public Recipients refuse(String reply) {
      boolean same = accepted == 0 && (refused == 0 || reply.equals(refusal));
      return new Recipients(accepted, refused + 1, same ? reply : "", overflow);
    }

    public Recipients overflowing() {
      return new Recipients(accepted, refused, refusal, true);
    }
  }
}
