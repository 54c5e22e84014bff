// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;

/** Queues mail that the server itself writes, such as automatic replies. Safe for many threads. */
@FunctionalInterface
public interface MailSubmitter {
  /**
   * Queues a message; when this returns it is on disk.
   *
   * @param about the message that it answers
   * @param sender its reverse-path
   * @param recipients who gets it, one or more
   * @param fields its header fields, without Received, Message-Id and Date, which are added
   * @param body what it says
   */
  void submit(
      QueueId about,
      ReversePath sender,
      List<Recipient> recipients,
      List<HeaderField> fields,
      Body body)
      throws IOException, InterruptedException;

  /** Writes a body, LF line ends. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}
