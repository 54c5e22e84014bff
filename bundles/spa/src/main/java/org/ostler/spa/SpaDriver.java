// SPDX-License-Identifier: Apache-2.0
package org.ostler.spa;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** {@code driver = spa}: NTLM as a server and as a client. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=authenticator", "word:List<String>=\"spa\""})
public final class SpaDriver implements AuthenticatorDriver {
  static final Option<Expandable> SERVER_PASSWORD = Option.expanded("server_password", null);
  static final Option<Expandable> CLIENT_USERNAME = Option.expanded("client_username", null);
  static final Option<Expandable> CLIENT_PASSWORD = Option.expanded("client_password", null);

  /**
   * The user's domain; what follows the at sign of the name, or what the server says, when unset.
   */
  static final Option<Expandable> CLIENT_DOMAIN = Option.expanded("client_domain", null);

  private final Supplier<byte[]> nonces;

  /** Made by the container. */
  @Activate
  public SpaDriver() {
    SecureRandom random = new SecureRandom(); // many threads share it
    this.nonces =
        () -> {
          byte[] octets = new byte[NtlmMessage.NONCE_OCTETS];
          random.nextBytes(octets);
          return octets;
        };
  }

  /** {@code nonces} gives octets that nobody can foresee, for each challenge anew. */
  SpaDriver(Supplier<byte[]> nonces) {
    this.nonces = nonces;
  }

  @Override
  public String name() {
    return "spa";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SERVER_PASSWORD, CLIENT_USERNAME, CLIENT_PASSWORD, CLIENT_DOMAIN);
  }

  @Override
  public Prepared prepare(String mechanism, Settings settings) throws InvalidArgument {
    Expandable name = settings.find(CLIENT_USERNAME).orElse(null);
    Expandable password = settings.find(CLIENT_PASSWORD).orElse(null);
    if ((name == null) != (password == null)) {
      throw new InvalidArgument("one of client_username and client_password cannot be set alone");
    }
    Expandable known = settings.find(SERVER_PASSWORD).orElse(null);
    return new Prepared(
        known == null ? null : new SpaServer(known, nonces),
        name == null || password == null
            ? null
            : new SpaClient(
                settings.name(), name, password, settings.find(CLIENT_DOMAIN).orElse(null)));
  }
}
