// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;

/** Keeps log lines without their time and queue id. */
public final class MemoryLog implements Log {
  public final List<String> lines = new CopyOnWriteArrayList<>();
  public final List<String> panics = new CopyOnWriteArrayList<>();

  @Override
  public boolean selects(LogSelector selector) {
    return selector.isStandard();
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
    lines.add(text);
    panics.add(text);
  }
}
