// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogFiles;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.LogSettings;

/**
 * The logs as the configuration in force wants them; a changed configuration changes files under
 * the same object.
 */
final class CurrentLog implements Log, AutoCloseable {
  private volatile LogFiles files;
  private LogSettings settings;

  CurrentLog(LogSettings settings) {
    this.settings = settings;
    this.files = new LogFiles(settings);
  }

  /** Goes on with other settings; what was written before is in the old files. */
  synchronized void change(LogSettings next) {
    if (next.equals(settings)) {
      return;
    }
    LogFiles old = files;
    files = new LogFiles(next);
    settings = next;
    old.close();
  }

  @Override
  public boolean selects(LogSelector selector) {
    return files.selects(selector);
  }

  @Override
  public void main(@Nullable QueueId id, String text) {
    files.main(id, text);
  }

  @Override
  public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {
    files.reject(id, text, headerFields);
  }

  @Override
  public void reject(
      @Nullable QueueId id, String text, String envelope, List<HeaderField> headerFields) {
    files.reject(id, text, envelope, headerFields);
  }

  @Override
  public void rejectOnly(@Nullable QueueId id, String text) {
    files.rejectOnly(id, text);
  }

  @Override
  public void debug(String tag, String text) {
    files.debug(tag, text);
  }

  @Override
  public void panic(@Nullable QueueId id, String text) {
    files.panic(id, text);
  }

  @Override
  public synchronized void close() {
    files.close();
  }
}
