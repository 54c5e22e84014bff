// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.ostler.core.mail.Address;

/** What the routers made of one address. */
public sealed interface Routed {
  /** The address. */
  Address address();

  /** It goes to {@code address.transportName}, by {@code address.hosts} if there are any. */
  record Accepted(Address address) implements Routed {}

  /** It stands for other addresses; none at all means that it is thrown away. */
  record Redirected(Address address, List<Address> children) implements Routed {}

  /** It cannot be delivered, ever. */
  record Failed(Address address, String userMessage, String logMessage) implements Routed {}

  /** It cannot be told now; {@code freeze} asks for the message to be frozen. */
  record Deferred(Address address, String userMessage, String logMessage, boolean freeze)
      implements Routed {}
}
