// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.spool;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A message that is being received. Confined to one thread. Closing without a commit throws it
 * away.
 */
@ProviderType
public interface Draft extends AutoCloseable {
  /**
   * Takes the body, LF line ends. The spool decides when to leave memory. A full disk throws {@link
   * SpoolFull}.
   */
  OutputStream body();

  /** The body so far, to be read before commit (content checks). */
  StoredMessage.Body written() throws IOException;

  /** Makes the message durable and visible; returns when it is on disk. At most once. */
  StoredMessage commit(byte[] head) throws IOException;

  @Override
  void close() throws IOException;
}
