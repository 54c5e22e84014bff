// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.option.Settings;

/**
 * One authenticator of a configuration, ready for use.
 *
 * @param mechanism the name that SMTP knows it by, as written
 * @param driver the name of its driver
 * @param settings its options, generic and the driver's
 * @param prepared the driver made ready
 * @param steady whether a client says the same to a host whatever the message is
 */
public record Authenticator(
    String mechanism,
    String driver,
    Settings settings,
    AuthenticatorDriver.Prepared prepared,
    boolean steady) {
  public String name() {
    return settings.name();
  }

  /** The server's part; null when it does not serve. */
  public @Nullable ServerMechanism server() {
    ServerMechanism server = prepared.server();
    boolean judged =
        server != null
            && (server.decides() || settings.isSet(AuthenticatorOptions.SERVER_CONDITION));
    return judged ? server : null;
  }

  /** The client's part; null when it is no client. */
  public @Nullable ClientMechanism client() {
    return prepared.client();
  }

  /** Whether the peer's certificate stands for a command: it is asked as soon as there is TLS. */
  public boolean isImplicit() {
    return driver.equals(TlsDriver.NAME);
  }
}
