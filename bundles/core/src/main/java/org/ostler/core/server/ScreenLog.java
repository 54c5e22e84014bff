// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelection;
import org.ostler.core.log.LogSelector;
import org.ostler.core.policy.LogOptions;

/** Shows log lines to the person at the terminal instead of keeping them. */
final class ScreenLog implements Log {
  private final Consumer<String> lines;
  private volatile Set<LogSelector> selection = LogSelection.standard();

  ScreenLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Shows what {@code log_selector} asks for. */
  void follow(Settings main) throws InvalidArgument {
    selection = LogSelection.parse(main.find(LogOptions.LOG_SELECTOR).orElse(""));
  }

  @Override
  public boolean selects(LogSelector selector) {
    return selection.contains(selector);
  }

  @Override
  public void main(@Nullable QueueId id, String text) {
    lines.accept(id == null ? text : id + " " + text);
  }

  @Override
  public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {
    lines.accept(id == null ? text : id + " " + text);
  }

  @Override
  public void reject(
      @Nullable QueueId id, String text, String envelope, List<HeaderField> headerFields) {
    lines.accept(id == null ? text : id + " " + text);
  }

  @Override
  public void rejectOnly(@Nullable QueueId id, String text) {
    lines.accept(id == null ? text : id + " " + text);
  }

  @Override
  public void panic(@Nullable QueueId id, String text) {
    lines.accept(id == null ? text : id + " " + text);
  }
}
