// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command; {@code line} is what errors of its obedience name. */
sealed interface SieveCommand {
  /** One {@code if} or {@code elsif}; {@code else} has no test. */
  record Branch(@Nullable SieveTest test, List<SieveCommand> commands) {}

  record If(List<Branch> branches) implements SieveCommand {}

  record Stop() implements SieveCommand {}

  record Keep() implements SieveCommand {}

  record Discard() implements SieveCommand {}

  record Redirect(String address, boolean copy, int line) implements SieveCommand {}

  record FileInto(String folder, boolean copy, int line) implements SieveCommand {}

  /** The rest of the script makes no sense. It is met when all before it is obeyed, as in Exim. */
  record Fault(String message, int line) implements SieveCommand {}

  /** The word {@code vacation}, which an obeyed script has but once. */
  record VacationBegins(int line) implements SieveCommand {}

  /** A message to somebody else about this one (RFC 5435). */
  record Notify(
      String method,
      MailtoUri uri,
      @Nullable String from,
      @Nullable String importance,
      @Nullable String message,
      int line)
      implements SieveCommand {}

  /**
   * What follows that word (RFC 5230); {@code days} after which the same person is answered again.
   */
  record Vacation(
      int days,
      @Nullable String subject,
      @Nullable String from,
      List<String> addresses,
      boolean mime,
      @Nullable String handle,
      String reason)
      implements SieveCommand {}
}
