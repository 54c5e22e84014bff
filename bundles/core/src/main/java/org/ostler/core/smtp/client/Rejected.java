// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.ostler.api.transport.Cause;

/** The transport's own settings make delivery impossible for now; the message is for the log. */
final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;

  private final Cause kind;

  Rejected(Cause kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  Cause kind() {
    return kind;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
