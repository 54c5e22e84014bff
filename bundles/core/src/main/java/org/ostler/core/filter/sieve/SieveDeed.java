// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a script wants done. */
public sealed interface SieveDeed {
  /** The message goes into a folder; {@code inbox} is the usual one. */
  record Filed(String folder) implements SieveDeed {}

  /** The message goes to another address. */
  record Redirected(String address) implements SieveDeed {}

  /**
   * Somebody is told about the message.
   *
   * @param recipients addresses
   * @param fields further header fields, {@code name: value}
   * @param from what the From field says; null for the user's address
   * @param subject in UTF-8
   */
  record Notified(
      List<String> recipients,
      List<String> fields,
      @Nullable String from,
      String subject,
      String body)
      implements SieveDeed {}

  /**
   * The sender is answered, unless that was done lately.
   *
   * @param days after which the same person is answered again
   * @param subject in UTF-8; null for one made of the message's
   * @param from what the From field says; null for the user's address
   * @param mime whether the reason is a MIME part
   * @param memory the name of the file that remembers who was answered
   */
  record Answered(
      int days,
      @Nullable String subject,
      @Nullable String from,
      boolean mime,
      String reason,
      String memory)
      implements SieveDeed {}
}
