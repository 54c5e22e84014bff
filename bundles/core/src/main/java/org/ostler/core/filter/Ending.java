// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

/** The commands with which a filter decides about the message and ends. */
public enum Ending {
  DEFER("defer"),
  FAIL("fail"),
  FREEZE("freeze");

  private final String word;

  Ending(String word) {
    this.word = word;
  }

  /** The command. */
  public String word() {
    return word;
  }
}
