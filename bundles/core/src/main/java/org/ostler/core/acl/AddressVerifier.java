// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.Situation;

/**
 * Verifies addresses by routing and, when asked, by callout: for {@code verify =}, VRFY, EXPN and
 * {@code -bv}.
 */
public interface AddressVerifier {
  /**
   * Verifies an address; {@code options} are the words after the first slash of {@code verify =
   * recipient/...}.
   */
  Verified verify(String address, Purpose purpose, List<String> options, Situation situation)
      throws InterruptedException;

  /** Whose address it is, which routers distinguish. */
  enum Purpose {
    SENDER,
    RECIPIENT,
    EXPN
  }

  /** How verification ended. */
  sealed interface Verified {
    /** It verifies; {@code routedTo} are the addresses that it became. */
    record Good(List<String> routedTo) implements Verified {}

    /**
     * It does not, ever.
     *
     * @param userMessage for the peer, as a router's {@code :fail:} or {@code cannot_route_message}
     *     words it
     * @param logMessage for the log
     * @param failureWord for {@code $recipient_verify_failure}: qualify, route, mail, recipient,
     *     postmaster
     */
    record Bad(String userMessage, String logMessage, @Nullable String failureWord)
        implements Verified {}

    /** It cannot be told now. */
    record Unknown(String userMessage, String logMessage) implements Verified {}
  }
}
