// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/**
 * Options of every authenticator, whatever its driver. {@code server_tls} is none of them yet: it
 * is refused by name.
 */
public final class AuthenticatorOptions {
  public static final Option<String> PUBLIC_NAME = Option.string("public_name", null);
  public static final Option<Expandable> CLIENT_CONDITION =
      Option.expanded("client_condition", null);
  public static final Option<Expandable> CLIENT_SET_ID = Option.expanded("client_set_id", null);
  public static final Option<Expandable> SERVER_ADVERTISE_CONDITION =
      Option.expanded("server_advertise_condition", null);
  public static final Option<Expandable> SERVER_CONDITION =
      Option.expanded("server_condition", null);

  /** For who debugs, each time that {@code server_condition} is asked. */
  public static final Option<Expandable> SERVER_DEBUG_PRINT =
      Option.expanded("server_debug_print", null);

  public static final Option<Expandable> SERVER_MAIL_AUTH_CONDITION =
      Option.expanded("server_mail_auth_condition", null);
  public static final Option<Expandable> SERVER_SET_ID = Option.expanded("server_set_id", null);

  public static final List<Option<?>> ALL =
      List.of(
          PUBLIC_NAME,
          CLIENT_CONDITION,
          CLIENT_SET_ID,
          SERVER_ADVERTISE_CONDITION,
          SERVER_CONDITION,
          SERVER_DEBUG_PRINT,
          SERVER_MAIL_AUTH_CONDITION,
          SERVER_SET_ID);

  private AuthenticatorOptions() {}
}
