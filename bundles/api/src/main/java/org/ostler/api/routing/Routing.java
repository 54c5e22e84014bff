// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a router decided about an address. */
public sealed interface Routing {
  /** Deliver it, to the hosts if there are any; {@code transport} null means the router's own. */
  record Accept(List<NextHop> hosts, @Nullable String transport) implements Routing {}

  /** It stands for other addresses, files, pipes or replies. None at all: it is thrown away. */
  record Redirect(List<Child> children) implements Routing {}

  /** Not for this router: {@code more} decides about the next one. */
  record Decline(String reason) implements Routing {}

  /** Go on with {@code pass_router} or the next router, whatever {@code more} says. */
  record Pass(String reason) implements Routing {}

  /** The address fails; {@code userMessage} may go to the peer, {@code logMessage} to the log. */
  record Fail(String userMessage, String logMessage) implements Routing {}

  /** Try again later; {@code freeze} asks for the message to be frozen. */
  record Defer(String userMessage, String logMessage, boolean freeze) implements Routing {}
}
