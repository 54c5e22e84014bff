// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.event;

import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Settings;

/**
 * Hears named events, and may object to what is about to happen. Called from many threads, on the
 * thread of the delivery or session that the event is about, which waits: a sink may block, within
 * a time limit of its own. A throw is a bug: it is told to the log, and objects where that is
 * possible.
 */
@ConsumerType
public interface EventSink {
  /** The sink's name, for messages and to tell sinks apart. */
  String name();

  /**
   * Whether this part of the configuration asks for the sink. Then its absence objects to what can
   * be vetoed, which is tried again later, and is told to the log otherwise. Called when a
   * configuration is compiled.
   */
  boolean isNamedIn(Settings part);

  /**
   * Hears an event.
   *
   * @param mail the message and the address concerned; there may be none of either
   */
  Answer hear(Event event, MailView mail) throws InterruptedException;

  /** What a sink says to an event. */
  sealed interface Answer {
    /** Nothing: go on. */
    record Silence() implements Answer {
      /** The one silence. */
      public static final Silence KEPT = new Silence();
    }

    /** Objects where the event can be vetoed; otherwise it means nothing. Never empty. */
    record Objection(String text) implements Answer {}

    /** The sink could not do its work; the log is told, and things go on. */
    record Failed(String logMessage) implements Answer {}
  }
}
