// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.list;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.MailView;

/**
 * A domain, host, address or local part list of the configuration. Safe for many threads; may block
 * on DNS and lookups.
 */
@ProviderType
public interface MatchList {
  /** The list as written, for messages. */
  String source();

  /**
   * Tests a domain, an address, a local part, or a host given by its IP address, or as {@code
   * mx.example [192.0.2.1]} where its name is known; the empty text is no host.
   */
  Match test(String subject, MailView mail) throws InterruptedException;

  /** How a test ended. */
  sealed interface Match {
    /** An item matched; {@code data} is what a lookup or the item gave, null when nothing. */
    record Matched(@Nullable String data) implements Match {}

    /** No item matched, or a negated one did; {@code data} is what that one gave, else null. */
    record Unmatched(@Nullable String data) implements Match {
      /** Without data. */
      public Unmatched() {
        this(null);
      }
    }

    /** A lookup or a DNS query could not be completed. */
    record Deferred(String message) implements Match {}

    /** The list is wrong: it does not expand, or an item makes no sense. */
    record Failed(String message) implements Match {}
  }
}
