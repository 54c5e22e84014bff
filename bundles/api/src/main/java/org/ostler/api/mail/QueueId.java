// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

/**
 * The name of a message on this host, sixteen characters in Exim's form {@code 6-6-2}: it appears
 * in logs, in Received fields and on the command line. Unique per spool. Not the Message-ID field.
 *
 * @param value the sixteen characters
 */
public record QueueId(String value) implements Comparable<QueueId> {
  public QueueId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a queue id: " + value);
    }
  }

  /** Whether the text has the form of a queue id. */
  public static boolean isValid(String text) {
    if (text.length() != 16) {
      return false;
    }
    for (int i = 0; i < 16; i++) {
      char c = text.charAt(i);
      boolean dash = i == 6 || i == 13;
      boolean digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (dash ? c != '-' : !digit) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(QueueId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
