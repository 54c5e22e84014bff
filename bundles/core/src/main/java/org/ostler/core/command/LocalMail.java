// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Controls;
import org.ostler.core.queue.Restraint;

/**
 * What the command line of a local submission asks for.
 *
 * @param arguments address lists as typed
 * @param fromFields {@code -t}: recipients come from To, Cc and Bcc
 * @param sender {@code -f}: the reverse-path, empty for the null one; null when it is not given
 * @param name {@code -F}: the sender's full name; null when it is not given
 * @param dotEnds whether a line with a dot alone ends the message: no {@code -i}
 * @param manner how it is handled, and delivered
 * @param quiet {@code -oeq}: problems are not told
 * @param asReceived {@code -G}: no field is added
 * @param origin {@code -oM*}
 */
record LocalMail(
    List<String> arguments,
    boolean fromFields,
    @Nullable String sender,
    @Nullable String name,
    boolean dotEnds,
    Manner manner,
    boolean quiet,
    boolean asReceived,
    Origin origin) {
  /**
   * How messages of a command are handled, and delivered.
   *
   * @param dispatch {@code -od*}
   * @param restraint {@code -N}, {@code -oB}
   * @param qualifies whether addresses without a domain get one: no {@code -bnq}
   * @param secure {@code -tls-on-connect}: a session begins with TLS
   * @param patience {@code -or}: how long a message may take to come, none for any time; null for
   *     what the configuration says
   */
  record Manner(
      Dispatching dispatch,
      Restraint restraint,
      boolean qualifies,
      boolean secure,
      @Nullable Duration patience) {
    static final Manner USUAL = new Manner(Dispatching.USUAL, Restraint.NONE, true, false, null);

    /** Tells a message so. */
    void onto(Controls controls) {
      dispatch.onto(controls);
      restraint.onto(controls);
    }

    /** Tells a session so. */
    void onto(Connection peer) {
      peer.unqualified = qualifies;
      peer.tlsOnConnect = secure;
    }
  }

  /** When the message is delivered. */
  enum Dispatching {
    /** As the configuration says. */
    USUAL,
    /** {@code -odb}: the command does not wait for it. */
    BACKGROUND,
    /** {@code -odi}, {@code -odf}: the command returns when the first attempt is over. */
    FOREGROUND,
    /** {@code -odq}: by the next queue run. */
    QUEUE,
    /** {@code -odqs}: what goes to other hosts by the next queue run. */
    QUEUE_REMOTE;

    /** Tells a message so. */
    void onto(Controls controls) {
      controls.queueOnly |= this == QUEUE;
      controls.queueRouteFirst |= this == QUEUE_REMOTE;
      controls.deliverNow = this == BACKGROUND || this == FOREGROUND;
    }
  }
}
