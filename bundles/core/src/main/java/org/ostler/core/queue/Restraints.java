// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ostler.api.mail.QueueId;
import org.ostler.core.mail.Controls;

/**
 * What deliveries may not do: all of them, and those of messages in hand. Safe for many threads.
 */
public final class Restraints {
  private final Map<QueueId, Restraint> inHand = new ConcurrentHashMap<>();
  private volatile Restraint usual = Restraint.NONE;

  /** Restrains all deliveries from now on. */
  public void all(Restraint restraint) {
    usual = restraint;
  }

  /** Restrains one attempt. */
  void put(QueueId id, Restraint restraint) {
    if (!restraint.equals(Restraint.NONE)) {
      inHand.put(id, restraint);
    }
  }

  /** The attempt is over. */
  void forget(QueueId id) {
    inHand.remove(id);
  }

  /** Tells what has just been received. */
  void onto(Controls controls) {
    usual.onto(controls);
  }

  /**
   * Tells a message that has just been read; true when no transport is called for it from now on.
   */
  public boolean suppresses(QueuedMail mail) {
    Controls controls = mail.message().controls;
    boolean before = controls.suppressed;
    usual.onto(controls);
    inHand.getOrDefault(mail.id(), Restraint.NONE).onto(controls);
    return controls.suppressed && !before;
  }
}
