// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.option;

/** What the configuration says to a feature is wrong; core adds the file and the line. */
public final class InvalidArgument extends Exception {
  private static final long serialVersionUID = 1L;

  /** The message is a sentence for the administrator that says what would be right. */
  public InvalidArgument(String message) {
    super(message);
  }
}
