// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

/** Listening to one session or submission. Confined to its thread. */
public interface Debugging {
  /** Writes what has been kept so far, and from here on everything. */
  void trigger();

  /** Ends it, on the thread that began it; a second time does nothing. */
  void end();

  /** Ends it and throws away what was written. */
  void forget();

  /** Ends the listening to what comes over a connection, if there is any. */
  static void end(Connection connection) {
    Debugging listening = connection.debugging;
    if (listening != null) {
      listening.end();
      connection.debugging = null;
    }
  }
}
