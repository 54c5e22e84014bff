// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import org.jspecify.annotations.Nullable;

/**
 * How an AUTH command ended.
 *
 * @param code of the reply
 * @param text of the reply
 * @param id who it was about, or null when that is not known
 * @param why more for the log, or empty
 */
record AuthJudgement(int code, String text, @Nullable String id, String why) {
  boolean succeeded() {
    return code == 235;
  }

  /** The reply as the log has it. */
  String logText() {
    boolean named = id != null && !id.isEmpty() && code != 501 && code != 553;
    return code
        + " "
        + (code == 435 ? "Unable to authenticate at present" : text)
        + (named ? " (set_id=" + id + ")" : "")
        + (why.isEmpty() ? "" : ": " + why);
  }
}
