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
import org.ostler.language.trace.Trace;

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

  /** Who debugs hears what the log hears. */
  private static void tell(String where, String text) {
    Trace here = Trace.here();
    if (here != null) {
      here.sayAnyway("LOG: " + where + "\n  " + text);
    }
  }

  @Override
  public boolean selects(LogSelector selector) {
    return files.selects(selector);
  }

  @Override
  public void main(@Nullable QueueId id, String text) {
    tell("MAIN", text);
    files.main(id, text);
  }

  @Override
  public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {
    tell("MAIN REJECT", text);
    files.reject(id, text, headerFields);
  }

  @Override
  public void reject(
      @Nullable QueueId id, String text, String envelope, List<HeaderField> headerFields) {
    tell("MAIN REJECT", text);
    files.reject(id, text, envelope, headerFields);
  }

  @Override
  public void rejectOnly(@Nullable QueueId id, String text) {
    files.rejectOnly(id, text);
  }

  @Override
  public void forgetDebug(String tag) {
    files.forgetDebug(tag);
  }

  @Override
  public void debug(String tag, String text) {
    files.debug(tag, text);
  }

  @Override
  public void panic(@Nullable QueueId id, String text) {
    tell("MAIN PANIC", text);
    files.panic(id, text);
  }

  @Override
  public synchronized void close() {
    files.close();
  }
}
