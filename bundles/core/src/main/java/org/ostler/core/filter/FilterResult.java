// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

/** How a filter ended. */
public sealed interface FilterResult {
  /** At its end; {@code delivered} when it has dealt with the message. */
  record Done(boolean delivered) implements FilterResult {}

  /** By a command that decides about the message. */
  record Ended(Ending ending, String text) implements FilterResult {}
}
