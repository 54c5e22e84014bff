// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;

/**
 * Main, reject and panic log in Exim's format. Lines are queued for one writer; nothing is lost on
 * a clean stop. Text must not contain line ends: those that it has are written as {@code \n}. Safe
 * for many threads.
 */
public interface Log {
  /** Whether the configuration's {@code log_selector} has the word. */
  boolean selects(LogSelector selector);

  /** A line of the main log, after time stamp and queue id. */
  void main(@Nullable QueueId id, String text);

  /** A refusal: in the main log, and in the reject log with the header fields if there are any. */
  void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields);

  /** A line for the panic log and the main log: something that an administrator must see. */
  void panic(@Nullable QueueId id, String text);

  /**
   * A refusal with the envelope in the dump, as Exim writes it. The default writes no envelope.
   *
   * @param envelope the lines before the header fields, LF ended, made by {@link Refusal}
   */
  default void reject(
      @Nullable QueueId id, String text, String envelope, List<HeaderField> headerFields) {
    reject(id, text, headerFields);
  }

  /** A line for the reject log alone, as {@code logwrite = :reject: text} asks. */
  default void rejectOnly(@Nullable QueueId id, String text) {
    reject(id, text, List.of());
  }

  /**
   * A line of the debug log that {@code control = debug} asks for; the default writes none.
   *
   * @param tag what its name has after the word debuglog: letters, digits, {@code .-_} or nothing
   */
  default void debug(String tag, String text) {}

  /** Throws away what a debug log has so far, if there is one. */
  default void forgetDebug(String tag) {}

  /** A line for the panic log alone, as {@code logwrite = :panic: text} asks. */
  default void panicOnly(@Nullable QueueId id, String text) {
    panic(id, text);
  }
}
