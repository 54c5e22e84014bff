// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.spool;

import java.io.IOException;
import org.ostler.api.mail.QueueId;

/** The spool has no message of this id. */
public final class NoSuchMessage extends IOException {
  private static final long serialVersionUID = 1L;

  public NoSuchMessage(QueueId id) {
    super("no message " + id);
  }
}
