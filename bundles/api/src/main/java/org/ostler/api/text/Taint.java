// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.text;

import org.jspecify.annotations.Nullable;

/**
 * Marks text from outside.
 *
 * @param origin where it came from, in words fit for an error message: "the RCPT command", "a
 *     header field"
 * @param quotedFor the lookup type whose quoting all of it went through, which makes it fit for
 *     queries of that type alone; null when any of it did not
 */
public record Taint(String origin, @Nullable String quotedFor) {
  public Taint(String origin) {
    this(origin, null);
  }

  /** The mark of text that has changed since it was quoted. */
  Taint unquoted() {
    return quotedFor == null ? this : new Taint(origin);
  }

  /** The mark of a text made of pieces with these two: the weaker one, piece by piece. */
  Taint joined(Taint other) {
    if (quotedFor == null || quotedFor.equals(other.quotedFor)) {
      return this;
    }
    return other.quotedFor == null ? other : unquoted();
  }
}
