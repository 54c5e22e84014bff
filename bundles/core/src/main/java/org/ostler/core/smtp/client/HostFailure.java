// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;

/** The host as a whole cannot be used now; the next one may be tried. */
final class HostFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Reply reply;
  private final Cause kind;

  /** The message is Exim's, since people grep for it. */
  HostFailure(Cause kind, String message) {
    this(kind, message, null);
  }

  HostFailure(Cause kind, String message, @Nullable Reply reply) {
    super(message, null, false, false);
    this.kind = kind;
    this.reply = reply;
  }

  Cause kind() {
    return kind;
  }

  @Nullable Reply reply() {
    return reply;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
