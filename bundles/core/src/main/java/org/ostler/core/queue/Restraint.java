// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import org.ostler.core.mail.Controls;

/**
 * What the command line forbids deliveries to do, for whoever looks for a fault.
 *
 * @param suppressed {@code -N}: transports are not called, and what they would have done counts as
 *     done; it stays with the message
 * @param messages {@code -oB}: how many messages may go over one connection to another host,
 *     whatever the transport says; -1 where the transport decides. It holds for one attempt
 */
public record Restraint(boolean suppressed, int messages) {
  /** Nothing is forbidden. */
  public static final Restraint NONE = new Restraint(false, -1);

  /** Tells a message so; what it was told before stays. */
  public void onto(Controls controls) {
    controls.suppressed |= suppressed;
    if (messages >= 0) {
      controls.messagesPerConnection = messages;
    }
  }

  /** What a message was told. */
  static Restraint of(Controls controls) {
    return new Restraint(controls.suppressed, controls.messagesPerConnection);
  }
}
