// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.Arrays;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerExchange.Response;

/** What clients send in several parts at once, with a NUL between two (RFC 4616 §2). */
final class Sent {
  private Sent() {}

  /** Adds the parts; false when the exchange is over. */
  static boolean take(Response response, ServerExchange exchange) {
    return switch (response) {
      case Response.Ended _ -> false;
      case Response.Data(String octets) -> {
        // A NUL at the end closes the last part and opens none.
        String whole = octets.endsWith("\0") ? octets.substring(0, octets.length() - 1) : octets;
        Arrays.stream(whole.split("\0", -1)).forEach(exchange::value);
        yield true;
      }
    };
  }
}
