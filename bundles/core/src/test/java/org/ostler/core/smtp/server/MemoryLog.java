// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;

/** A log that keeps its lines. */
final class MemoryLog implements Log {
  final List<String> lines = new CopyOnWriteArrayList<>();
  final Set<LogSelector> selected = ConcurrentHashMap.newKeySet();

  MemoryLog() {
    for (LogSelector selector : LogSelector.values()) {
      if (selector.isStandard()) {
        selected.add(selector);
      }
    }
  }

  @Override
  public boolean selects(LogSelector selector) {
    return selected.contains(selector);
  }

  @Override
  public void main(@Nullable QueueId id, String text) {
    lines.add(text);
  }

  @Override
  public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {
    lines.add(text);
  }

  @Override
  public void panic(@Nullable QueueId id, String text) {
    lines.add("PANIC " + text);
  }
}
