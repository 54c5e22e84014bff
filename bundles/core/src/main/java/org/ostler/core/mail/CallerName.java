// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;

/**
 * The names of callers whom the system knows by number alone, as in a container without a password
 * file of its own.
 */
public final class CallerName {
  /** The login name of such a caller. */
  public static final Option<Expandable> UNKNOWN_LOGIN = Option.expanded("unknown_login", null);

  /** The full name of such a caller. */
  public static final Option<Expandable> UNKNOWN_USERNAME =
      Option.expanded("unknown_username", null);

  private CallerName() {}

  /** Whether the platform could not tell the name. */
  public static boolean isUnknown(String user) {
    return user.isEmpty() || user.equals("?");
  }

  /** The login name to go by. */
  public static String login(String user, Situation situation) throws InterruptedException {
    return isUnknown(user) ? expanded(UNKNOWN_LOGIN, user, situation) : user;
  }

  /** The full name of a caller who goes by an {@code unknown_login}. */
  public static String fullName(String login, Situation situation) throws InterruptedException {
    return situation.settings().isSet(UNKNOWN_LOGIN)
        ? expanded(UNKNOWN_USERNAME, login, situation)
        : login;
  }

  private static String expanded(Option<Expandable> option, String otherwise, Situation situation)
      throws InterruptedException {
    Expandable text = situation.settings().find(option).orElse(null);
    return text != null
            && text.expand(situation) instanceof Expansion.Value(var value)
            && !value.isEmpty()
        ? value.value()
        : otherwise;
  }
}
