// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.spool;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.QueueId;

/**
 * Where accepted mail lives. A message is a head (its envelope and header fields, opaque here), a
 * body, and notes that are added as delivery goes on. Every method that changes something returns
 * when the change is on disk, or throws and has changed nothing. Safe for many threads; callers
 * wait together for one synchronisation.
 */
@ConsumerType
public interface Spool {
  /**
   * Begins a message; nothing of it is visible before {@link Draft#commit}. Throws {@link
   * SpoolFull}.
   */
  Draft begin(QueueId id) throws IOException;

  /** All messages, oldest first. A snapshot. */
  List<QueueId> ids();

  /** Opens a message. Throws {@link NoSuchMessage}. */
  StoredMessage open(QueueId id) throws IOException;

  /** Adds a note to a message. Throws {@link NoSuchMessage}. */
  void note(QueueId id, byte[] note) throws IOException;

  /** Replaces head and notes by a new head. Throws {@link NoSuchMessage}. */
  void replace(QueueId id, byte[] head) throws IOException;

  /** Removes a message. Removing one that is not there is no error. */
  void remove(QueueId id) throws IOException;
}
