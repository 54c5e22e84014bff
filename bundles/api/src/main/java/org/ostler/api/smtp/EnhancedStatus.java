// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

/**
 * An enhanced status code (RFC 3463 §2).
 *
 * @param statusClass 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int statusClass, int subject, int detail) {
  public EnhancedStatus {
    if ((statusClass != 2 && statusClass != 4 && statusClass != 5)
        || outside(subject)
        || outside(detail)) {
      throw new IllegalArgumentException(statusClass + "." + subject + "." + detail);
    }
  }

  private static boolean outside(int number) {
    return number < 0 || number > 999;
  }

  @Override
  public String toString() {
    return statusClass + "." + subject + "." + detail;
  }
}
