// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import org.jspecify.annotations.Nullable;

/** The keywords of {@code mail} and {@code vacation} that have a value, in the order of tests. */
public enum MailWord {
  TO("to"),
  CC("cc"),
  BCC("bcc"),
  FROM("from"),
  REPLY_TO("reply_to"),
  SUBJECT("subject"),
  EXTRA_HEADERS("extra_headers"),
  TEXT("text"),
  FILE("file"),
  LOG("log"),
  ONCE("once"),
  ONCE_REPEAT("once_repeat");

  private final String word;

  MailWord(String word) {
    this.word = word;
  }

  /** The keyword. */
  public String word() {
    return word;
  }

  static @Nullable MailWord of(String word) {
    for (MailWord one : values()) {
      if (one.word.equals(word)) {
        return one;
      }
    }
    return null;
  }

  /** What {@code vacation} says without it; null when it says nothing. */
  @Nullable String ofVacation() {
    return switch (this) {
      case SUBJECT -> "On vacation";
      case FILE -> ".vacation.msg";
      case LOG -> ".vacation.log";
      case ONCE -> ".vacation";
      case ONCE_REPEAT -> "7d";
      default -> null;
    };
  }
}
