// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;

/** What is said when text from outside stands where it must not. */
final class Tainted {
  private Tainted() {}

  /** Where the text came from, in brackets, for the end of a message; empty when it is trusted. */
  static String origin(Text text) {
    Taint taint = text.taint();
    return taint == null ? "" : " (it came from " + taint.origin() + ")";
  }
}
