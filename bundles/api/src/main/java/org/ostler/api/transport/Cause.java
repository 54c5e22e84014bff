// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.transport;

/**
 * Kinds of trouble that retry rules tell apart; the number is the one Exim logs in {@code defer
 * (N)}.
 */
public enum Cause {
  OTHER(0),
  NOT_REGULAR(-5),
  WRONG_OWNER(-6),
  WRONG_MODE(-7),
  LOCK_FAILED(-9),
  LOST_CONNECTION(-18),
  BAD_REPLY(-19),
  NOT_ABSOLUTE(-21),
  QUOTA(-22),
  /** A transport filter failed. */
  FILTER(-24),
  EXPANSION(-27),
  /** A transport that is to go on is not there. */
  NO_TRANSPORT(-30),
  UNKNOWN_HOST(-32),
  /** A mailbox has a format that no transport is named for. */
  UNKNOWN_FORMAT(-33),
  DNS(-36),
  TLS_FAILED(-37),
  TLS_REQUIRED(-38),
  AUTHENTICATION(-42),
  CONNECT_TIMEOUT(-43),
  RCPT_4XX(-44),
  MAIL_4XX(-45),
  DATA_4XX(-46),
  /** What authentication needs of us could not be had. */
  AUTHENTICATION_PROBLEM(-48),
  SMTPUTF8(-49),
  TAINT(-51),
  /** The retry time of every host lies ahead. */
  HOSTS_NOT_DUE(-53),
  /** An event action objected. */
  EVENT(-58),
  NO_SUCH_FILE(2),
  /** Nobody reads a named pipe. */
  NO_READER(6),
  NO_ACCESS(13),
  NO_SPACE(28),
  NETWORK_UNREACHABLE(101),
  TIMEOUT(110),
  REFUSED(111),
  HOST_UNREACHABLE(113);

  private final int number;

  Cause(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
