// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

/** A log that hears of refusals, by {@code log_reject_target}. */
public enum RefusalLog {
  MAIN,
  REJECT,
  PANIC
}
