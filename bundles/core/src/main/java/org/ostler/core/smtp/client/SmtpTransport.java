// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.contribution.Features;
import org.ostler.core.log.Log;

/** The smtp transport driver (RFC 5321; RFC 2033 with {@code protocol = lmtp}). */
public final class SmtpTransport implements TransportDriver {
  private final HostAddresses addresses;
  private final IdleConnections idle;
  private final @Nullable Features features;
  private final ClientAuthentication authentication;
  private final Log log;

  /**
   * Makes the driver.
   *
   * @param idle outlives the configuration that this driver belongs to
   * @param features bring TLS and the extensions that are used; null for none
   * @param authenticators in the order in which they are tried
   */
  public SmtpTransport(
      Resolver resolver,
      IdleConnections idle,
      @Nullable Features features,
      List<Authenticator> authenticators,
      Log log) {
    this.addresses = new HostAddresses(resolver);
    this.idle = idle;
    this.features = features;
    this.authentication = new ClientAuthentication(authenticators, log);
    this.log = log;
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public List<Option<?>> options() {
    return ClientOptions.all();
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    if (settings.value(ClientOptions.MAX_RCPT) < 0) {
      throw new InvalidArgument("max_rcpt must be 0 (no limit) or more");
    }
    return new SmtpDelivery(settings, addresses, idle, features, authentication, log);
  }
}
