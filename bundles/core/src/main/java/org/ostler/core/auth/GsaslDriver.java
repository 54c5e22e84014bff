// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.sasl.ScramHash;

/**
 * {@code driver = gsasl}: the mechanisms that Exim has by way of GNU SASL. SCRAM-SHA-1 and
 * SCRAM-SHA-256 (RFC 5802, RFC 7677), PLAIN, LOGIN, CRAM-MD5, EXTERNAL and ANONYMOUS; channel
 * binding is refused, since TLS does not tell of its channels, and so are mechanisms that are given
 * up or need another system.
 */
public final class GsaslDriver implements AuthenticatorDriver {
  private final Supplier<byte[]> random;
  private final InstantSource clock;

  /** {@code random} gives 18 octets that nobody can foresee, each time anew. */
  public GsaslDriver(Supplier<byte[]> random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "gsasl";
  }

  @Override
  public List<Option<?>> options() {
    return GsaslOptions.ALL;
  }

  @Override
  public Prepared prepare(String mechanism, Settings settings) throws InvalidArgument {
    String spoken = settings.find(GsaslOptions.SERVER_MECH).orElse(mechanism);
    String upper = spoken.toUpperCase(Locale.ROOT);
    if (settings.value(GsaslOptions.SERVER_CHANNELBINDING)
        || settings.value(GsaslOptions.CLIENT_CHANNELBINDING)
        || upper.endsWith("-PLUS")) {
      throw new InvalidArgument(
          "channel binding is not supported: set neither server_channelbinding nor"
              + " client_channelbinding, and name mechanisms without -PLUS");
    }
    boolean isClient =
        settings.find(GsaslOptions.CLIENT_USERNAME).isPresent()
            && (settings.find(GsaslOptions.CLIENT_PASSWORD).isPresent()
                || settings.find(GsaslOptions.CLIENT_SPASSWORD).isPresent());
    Optional<ScramHash> scram = ScramHash.of(upper);
    if (scram.isPresent()) {
      ScramHash hash = scram.get();
      return new Prepared(
          new ScramServing(settings, hash, random),
          isClient ? new ScramAsking(settings, hash, random) : null);
    }
    return new Prepared(server(upper, settings), isClient ? client(upper, settings) : null);
  }

  private ServerMechanism server(String mechanism, Settings settings) throws InvalidArgument {
    return switch (mechanism) {
      case "PLAIN" -> new ToldServer(ToldServer.Form.PLAIN);
      case "LOGIN" -> new ToldServer(ToldServer.Form.LOGIN);
      case "EXTERNAL", "ANONYMOUS" -> new ToldServer(ToldServer.Form.ONE);
      case "CRAM-MD5" ->
          new CramMd5Server(
              settings,
              GsaslOptions.SERVER_PASSWORD,
              GsaslOptions.SERVER_HOSTNAME,
              () -> HexFormat.of().formatHex(random.get()),
              clock);
      case "DIGEST-MD5" ->
          throw new InvalidArgument("DIGEST-MD5 is given up (RFC 6331): use SCRAM-SHA-256");
      default ->
          throw new InvalidArgument(
              "server_mech \"%s\" is none of SCRAM-SHA-256, SCRAM-SHA-1, PLAIN, LOGIN, CRAM-MD5, EXTERNAL, ANONYMOUS"
                  .formatted(mechanism));
    };
  }

  private static @Nullable ClientMechanism client(String mechanism, Settings settings)
      throws InvalidArgument {
    return switch (mechanism) {
      case "PLAIN" -> new TellingClient(settings, TellingClient.Form.PLAIN);
      case "LOGIN" -> new TellingClient(settings, TellingClient.Form.LOGIN);
      case "EXTERNAL" -> new TellingClient(settings, TellingClient.Form.EXTERNAL);
      case "CRAM-MD5" ->
          new CramMd5Client(settings, GsaslOptions.CLIENT_USERNAME, GsaslOptions.CLIENT_PASSWORD);
      // There is no option for the token that it sends, in Exim neither.
      default -> throw new InvalidArgument(mechanism + " is for servers only");
    };
  }
}
