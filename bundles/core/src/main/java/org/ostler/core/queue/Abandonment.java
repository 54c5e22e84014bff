// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import org.ostler.api.mail.QueueId;

/** Ends messages before their time, as administrators want it. The caller has taken them. */
public interface Abandonment {
  /**
   * Fails every recipient that is left, with these words, and reports it; then it is given back.
   */
  void cancel(QueueId id, String words);

  /**
   * Tells as events that nobody who is left gets a message, for this reason, and that it is over.
   */
  void remove(QueuedMail mail, String words);
}
