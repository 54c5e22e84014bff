// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A directory that a message may go into.
 *
 * @param octets what it holds; 0 where nobody asked
 * @param tally the file that is to know of the message too, null when there is none
 */
record Admission(long octets, @Nullable MaildirTally tally) {
  static final Admission UNASKED = new Admission(0, null);

  /** Notes the message once it is there. */
  void stored(long length) throws IOException {
    if (tally != null) {
      tally.add(length);
    }
  }
}
