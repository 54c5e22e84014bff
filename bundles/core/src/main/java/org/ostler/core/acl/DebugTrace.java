// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.core.log.Log;

/**
 * Writes what lists do into a debug log, besides telling whoever hears of it anyway.
 *
 * @param tag of the debug log
 */
record DebugTrace(Trace usual, Log log, String tag) implements Trace {
  @Override
  public void say(String line) {
    if (usual.isOn()) {
      usual.say(line);
    }
    log.debug(tag, line);
  }
}
