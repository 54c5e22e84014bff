// SPDX-License-Identifier: Apache-2.0
package org.ostler.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** User and password of the Basic scheme, RFC 7617. */
record Credentials(String user, String password) {
  private static final String SCHEME = "Basic ";

  /**
   * The credentials of an {@code Authorization} field; none if it is missing, malformed or of
   * another scheme.
   */
  static Optional<Credentials> ofHeader(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':'); // RFC 7617 §2: the user has no colon, the password may
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return user;
  }
}
