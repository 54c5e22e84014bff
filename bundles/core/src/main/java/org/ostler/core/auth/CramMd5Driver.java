// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** {@code driver = cram_md5}: CRAM-MD5 (RFC 2195). */
public final class CramMd5Driver implements AuthenticatorDriver {
  static final Option<Expandable> CLIENT_NAME = Option.expanded("client_name", null);
  static final Option<Expandable> CLIENT_SECRET = Option.expanded("client_secret", null);
  static final Option<Expandable> SERVER_SECRET = Option.expanded("server_secret", null);

  private final Supplier<String> nonces;
  private final InstantSource clock;

  /** {@code nonces} gives a text that nobody can foresee, for each challenge anew. */
  public CramMd5Driver(Supplier<String> nonces, InstantSource clock) {
    this.nonces = nonces;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "cram_md5";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(CLIENT_NAME, CLIENT_SECRET, SERVER_SECRET);
  }

  @Override
  public Prepared prepare(String mechanism, Settings settings) {
    boolean serves = settings.find(SERVER_SECRET).isPresent();
    boolean knows = settings.find(CLIENT_SECRET).isPresent();
    return new Prepared(
        serves ? new CramMd5Server(settings, SERVER_SECRET, null, nonces, clock) : null,
        knows ? new CramMd5Client(settings, CLIENT_NAME, CLIENT_SECRET) : null);
  }
}
