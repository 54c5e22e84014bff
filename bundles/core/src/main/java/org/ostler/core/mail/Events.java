// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import org.ostler.api.event.Event;
import org.ostler.api.option.Settings;

/** Where events are told. Safe for many threads. */
public interface Events {
  /** Nobody listens. */
  Events UNHEARD =
      new Events() {
        @Override
        public boolean areHeard() {
          return false;
        }

        @Override
        public String tell(Event event, Situation view) {
          return "";
        }
      };

  /** Whether anybody listens, or should: otherwise no event need be made. */
  boolean areHeard();

  /**
   * Tells an event. The answer is what the sinks say to it: an objection to what can be vetoed, a
   * text for the log at {@code auth:fail}, nothing of interest at others; or empty.
   */
  String tell(Event event, Situation view) throws InterruptedException;

  /** An event to tell. */
  record Happening(String name, String data, int errorNumber, Settings part, boolean canBeVetoed)
      implements Event {
    /** Something that has happened. */
    public static Happening after(String name, String data, Settings part) {
      return new Happening(name, data, 0, part, false);
    }

    /** A deferral. */
    public static Happening deferral(String name, String data, int errorNumber, Settings part) {
      return new Happening(name, data, errorNumber, part, false);
    }

    /** Something that is about to happen. */
    public static Happening before(String name, String data, Settings part) {
      return new Happening(name, data, 0, part, true);
    }
  }
}
