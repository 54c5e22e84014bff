// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.AuthenticatorDriver.Prepared;
import org.ostler.api.auth.ClientExchange;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;

/**
 * An authenticator of the configuration whose driver is contributed: prepared anew at first use
 * after an update. The lease lasts for one exchange.
 */
public final class LeasedAuthenticator {
  private final String driver;
  private final String mechanism;
  private final Settings settings;
  private final Contributions contributions;
  private final Guard guard;
  private volatile @Nullable Made made;

  public LeasedAuthenticator(
      String driver,
      String mechanism,
      Settings settings,
      Contributions contributions,
      Guard guard) {
    this.driver = driver;
    this.mechanism = mechanism;
    this.settings = settings;
    this.contributions = contributions;
    this.guard = guard;
  }

  /** What stands for the parts that the driver made when the configuration was compiled. */
  public Prepared like(Prepared first) {
    ServerMechanism server = first.server();
    return new Prepared(
        server == null ? null : new Server(server.decides()),
        first.client() == null ? null : new Client());
  }

  /** How a call ended: with an answer, or with trouble that its caller is to hear of. */
  private record Ended<R>(@Nullable R answer, @Nullable IOException trouble) {
    R get() throws IOException {
      if (trouble != null) {
        throw trouble;
      }
      if (answer == null) {
        throw new IllegalStateException("neither answer nor trouble");
      }
      return answer;
    }
  }

  private <R> R call(Use<R> use, Function<String, R> deferral)
      throws IOException, InterruptedException {
    Ended<R> ended =
        guard.call(
            contributions.authenticators,
            driver,
            lease -> {
              try {
                return new Ended<>(use.of(prepared(lease)), null);
              } catch (InvalidArgument invalid) {
                return new Ended<>(
                    deferral.apply(settings.name() + " authenticator: " + invalid.getMessage()),
                    null);
              } catch (IOException trouble) {
                return new Ended<R>(null, trouble);
              }
            },
            sentence -> new Ended<>(deferral.apply(sentence), null));
    return ended.get();
  }

  private Prepared prepared(Registry.Lease<AuthenticatorDriver> lease) throws InvalidArgument {
    Made current = made;
    if (current == null || current.generation != lease.generation()) {
      current = new Made(lease.generation(), lease.contribution().prepare(mechanism, settings));
      made = current;
    }
    return current.prepared;
  }

  private record Made(long generation, Prepared prepared) {}

  @FunctionalInterface
  private interface Use<R> {
    R of(Prepared prepared) throws IOException, InterruptedException;
  }

  private final class Server implements ServerMechanism {
    private final boolean decides;

    Server(boolean decides) {
      this.decides = decides;
    }

    @Override
    public boolean decides() {
      return decides;
    }

    @Override
    public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
      return call(
          prepared -> {
            ServerMechanism server = prepared.server();
            return server == null
                ? new Verdict.Deferred(driver + " does not serve any more")
                : server.authenticate(exchange);
          },
          Verdict.Deferred::new);
    }
  }

  private final class Client implements ClientMechanism {
    @Override
    public Result authenticate(ClientExchange exchange) throws IOException, InterruptedException {
      return call(
          prepared -> {
            ClientMechanism client = prepared.client();
            return client == null
                ? new Result.Failed(driver + " is no client any more")
                : client.authenticate(exchange);
          },
          Result.Failed::new);
    }
  }
}
