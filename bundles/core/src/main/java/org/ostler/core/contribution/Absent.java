// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

/**
 * No feature that is present contributes the word, even after the grace time: the peer hears 4xx,
 * mail stays queued.
 */
public final class Absent extends Exception {
  private static final long serialVersionUID = 1L;

  public Absent(String kind, String name) {
    super(
        kind + " \"" + name + "\" is not there now: its feature is being updated or was removed",
        null,
        false,
        false);
  }

  /** The sentence for the log. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
