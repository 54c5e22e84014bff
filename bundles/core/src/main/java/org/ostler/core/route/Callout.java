// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/**
 * Asks the hosts of an address whether they would take mail for it ({@code verify =
 * recipient/callout}).
 */
public interface Callout {
  /**
   * Asks; {@code options} are the words of the callout, such as {@code 30s} or {@code defer_ok}.
   */
  Verified ask(Address address, Purpose purpose, List<String> options, Situation situation)
      throws InterruptedException;
}
