// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

/** The answer of a condition. */
public sealed interface Truth {
  /** Yes or no. */
  record Known(boolean holds) implements Truth {}

  /** The condition is wrong as written. */
  record Failed(String message) implements Truth {}

  /** It cannot be told now. */
  record Deferred(String message) implements Truth {}
}
