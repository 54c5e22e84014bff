// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A further ability of an {@link Extension}: it judges a message, and may speak, when the last
 * octet has come and before the DATA list runs. Called for messages whose MAIL command had one of
 * the extension's parameters; may block.
 */
@ConsumerType
public interface EndOfData {
  /** Judges. When it throws, the client hears 451 as the last reply and the message is dropped. */
  void endOfData(ReceivedMail mail) throws InterruptedException;
}
