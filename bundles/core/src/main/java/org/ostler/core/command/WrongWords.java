// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

/** The words of a command line make no sense; the message is the sentence that says why. */
final class WrongWords extends Exception {
  private static final long serialVersionUID = 1L;

  WrongWords(String sentence) {
    super(sentence);
  }
}
