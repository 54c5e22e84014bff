// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** The private options of {@code driver = gsasl}. */
final class GsaslOptions {
  static final Option<Expandable> CLIENT_AUTHZ = Option.expanded("client_authz", null);
  static final Option<Boolean> CLIENT_CHANNELBINDING = Option.bool("client_channelbinding", false);
  static final Option<Expandable> CLIENT_PASSWORD = Option.expanded("client_password", null);
  static final Option<Expandable> CLIENT_SPASSWORD = Option.expanded("client_spassword", null);
  static final Option<Expandable> CLIENT_USERNAME = Option.expanded("client_username", null);
  static final Option<Boolean> SERVER_CHANNELBINDING = Option.bool("server_channelbinding", false);
  static final Option<Expandable> SERVER_HOSTNAME =
      Option.expanded("server_hostname", "$primary_hostname");
  static final Option<Expandable> SERVER_KEY = Option.expanded("server_key", null);
  static final Option<String> SERVER_MECH = Option.string("server_mech", null);
  static final Option<Expandable> SERVER_PASSWORD = Option.expanded("server_password", null);
  static final Option<Expandable> SERVER_REALM = Option.expanded("server_realm", null);
  static final Option<Expandable> SERVER_SCRAM_ITER = Option.expanded("server_scram_iter", "4096");
  static final Option<Expandable> SERVER_SCRAM_SALT = Option.expanded("server_scram_salt", null);
  static final Option<Expandable> SERVER_SERVICE = Option.expanded("server_service", "smtp");
  static final Option<Expandable> SERVER_SKEY = Option.expanded("server_skey", null);

  static final List<Option<?>> ALL =
      List.of(
          CLIENT_AUTHZ,
          CLIENT_CHANNELBINDING,
          CLIENT_PASSWORD,
          CLIENT_SPASSWORD,
          CLIENT_USERNAME,
          SERVER_CHANNELBINDING,
          SERVER_HOSTNAME,
          SERVER_KEY,
          SERVER_MECH,
          SERVER_PASSWORD,
          SERVER_REALM,
          SERVER_SCRAM_ITER,
          SERVER_SCRAM_SALT,
          SERVER_SERVICE,
          SERVER_SKEY);

  private GsaslOptions() {}
}
