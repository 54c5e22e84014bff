// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;

/** A log that keeps its lines as {@code -bh} shows them. */
final class MemoryLog implements Log {
  final List<String> lines;

  MemoryLog(List<String> lines) {
    this.lines = lines;
  }

  @Override
  public boolean selects(LogSelector selector) {
    return selector.isStandard();
  }

  @Override
  public void main(@Nullable QueueId id, String text) {
    lines.add("LOG: " + (id == null ? "" : id + " ") + text);
  }

  @Override
  public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {
    main(id, text);
  }

  @Override
  public void panic(@Nullable QueueId id, String text) {
    main(id, text);
  }
}
