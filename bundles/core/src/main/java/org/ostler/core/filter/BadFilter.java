// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

/** A filter makes no sense, or cannot be obeyed; the message is Exim's. */
public final class BadFilter extends Exception {
  private static final long serialVersionUID = 1L;

  public BadFilter(String message) {
    super(message, null, false, false);
  }

  /** What is wrong. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
