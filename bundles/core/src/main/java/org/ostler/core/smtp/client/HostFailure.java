// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome.Introduction;

/** The host as a whole cannot be used now; the next one may be tried. */
final class HostFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Reply reply;
  private final Cause kind;

  private final boolean ofHost;
  private final boolean forGood;
  private transient @Nullable Introduction introduction;

  /** The message is Exim's, since people grep for it. */
  HostFailure(Cause kind, String message) {
    this(kind, message, null);
  }

  HostFailure(Cause kind, String message, @Nullable Reply reply) {
    this(kind, message, reply, true);
  }

  private HostFailure(Cause kind, String message, @Nullable Reply reply, boolean ofHost) {
    this(kind, message, reply, ofHost, false);
  }

  private HostFailure(
      Cause kind, String message, @Nullable Reply reply, boolean ofHost, boolean forGood) {
    super(message, null, false, false);
    this.forGood = forGood;
    this.kind = kind;
    this.reply = reply;
    this.ofHost = ofHost;
  }

  /** The host cannot be used for this message, which is not the host's fault. */
  static HostFailure ofMessage(Cause kind, String message) {
    return new HostFailure(kind, message, null, false);
  }

  /** The mail may go neither to this host nor to another, now or later. */
  static HostFailure forGood(Cause kind, String message) {
    return new HostFailure(kind, message, null, false, true);
  }

  /** Whether the mail fails instead of waiting. */
  boolean isForGood() {
    return forGood;
  }

  /** Whether the host is to be left alone for a while. */
  boolean isOfHost() {
    return ofHost;
  }

  Cause kind() {
    return kind;
  }

  @Nullable Reply reply() {
    return reply;
  }

  /** Notes how the host had introduced itself on the connection that was not made in the end. */
  void introduction(Introduction made) {
    this.introduction = made;
  }

  @Nullable Introduction introduction() {
    return introduction;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
