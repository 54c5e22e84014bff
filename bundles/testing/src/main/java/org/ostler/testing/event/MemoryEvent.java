// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.event;

import org.ostler.api.event.Event;
import org.ostler.api.option.Settings;

/** An event that is written down. */
public record MemoryEvent(
    String name, String data, int errorNumber, Settings part, boolean canBeVetoed)
    implements Event {
  /** Something that happened. */
  public static MemoryEvent after(String name, String data, Settings part) {
    return new MemoryEvent(name, data, 0, part, false);
  }
}
