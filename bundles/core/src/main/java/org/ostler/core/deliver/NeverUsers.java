// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;
import org.ostler.core.route.Users;

/** {@code never_users}: those as whom no local delivery is made, whatever a router says. */
final class NeverUsers {
  private static final Users USERS = Users.ofHost();

  private final List<String> never;

  NeverUsers(Settings main) {
    this.never = main.find(DeliveryOptions.NEVER_USERS).orElse(List.of());
  }

  /** Why nothing is delivered as this user; null when it may be. */
  @Nullable String refusal(@Nullable String user, String transport) {
    if (never.isEmpty() || user == null || user.isEmpty()) {
      return null;
    }
    try {
      int uid = number(user);
      for (String one : never) {
        if (!one.isBlank() && (one.equals(user) || uid >= 0 && number(one) == uid)) {
          return "User "
              + (uid < 0 ? user : String.valueOf(uid))
              + " set for "
              + transport
              + " transport is on the never_users list";
        }
      }
      return null;
    } catch (IOException unreadable) {
      return "the users of this host cannot be read: " + unreadable.getMessage();
    }
  }

  /** The number of a user by name or number; -1 for nobody of this host. */
  private static int number(String user) throws IOException {
    if (user.matches("\\d{1,9}")) {
      return Integer.parseInt(user);
    }
    Optional<Users.User> found = USERS.find(user);
    return found.isPresent() ? found.get().uid() : -1;
  }
}
