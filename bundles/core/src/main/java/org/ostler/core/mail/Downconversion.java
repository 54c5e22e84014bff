// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import org.jspecify.annotations.Nullable;

/** Whether addresses in UTF-8 go to other hosts in ASCII ({@code utf8_downconvert}). */
public enum Downconversion {
  /** 0: a host without SMTPUTF8 cannot have the message. */
  NEVER,
  /** 1: whatever the host offers. */
  ALWAYS,
  /** -1: to hosts without SMTPUTF8. */
  WHERE_NEEDED;

  /** By the number that a text begins with, as Exim reads it; null when it is none of these. */
  public static @Nullable Downconversion of(String text) {
    if (text.startsWith("-1")) {
      return WHERE_NEEDED;
    }
    return text.startsWith("1") ? ALWAYS : text.startsWith("0") ? NEVER : null;
  }
}
