// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.transport;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;

/** One message on its way through one transport. Confined to the delivering thread. */
@ProviderType
public interface Delivery {
  QueueId queueId();

  /** The reverse-path to use, {@code return_path} applied. */
  ReversePath returnPath();

  /** The addresses to deliver to, one or more. */
  List<Addressee> addressees();

  /** The hosts that routing found; empty for local deliveries. */
  List<NextHop> hosts();

  /** The view to expand options with for one of the addressees. */
  MailView view(Addressee addressee);

  /** The message as this transport is to send it. */
  Content content();

  /**
   * Tells that a host as a whole was of no use: no connection, a time limit, a refusal of every
   * mail. Core logs it and leaves the host alone until its retry time. Not for trouble with one
   * recipient or one message.
   */
  default void troubled(Outcome.Trouble trouble) {}

  /** Reports the end of one addressee; the first report counts. */
  void report(Addressee addressee, Outcome outcome);
}
