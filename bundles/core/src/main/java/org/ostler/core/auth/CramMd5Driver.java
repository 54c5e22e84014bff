// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ClientExchange;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerExchange.Response;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;

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
    Expandable ours = settings.find(SERVER_SECRET).orElse(null);
    Expandable theirs = settings.find(CLIENT_SECRET).orElse(null);
    return new Prepared(
        ours == null ? null : new Server(ours),
        theirs == null ? null : new Client(settings, theirs));
  }

  /** The digest of a challenge in hexadecimal (RFC 2195 §2). */
  static String digest(String secret, String challenge) {
    try {
      // A key of no octets is the same as one of a NUL: both are filled up with NULs (RFC 2104 §2).
      byte[] key = secret.isEmpty() ? new byte[1] : secret.getBytes(StandardCharsets.ISO_8859_1);
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private final class Server implements ServerMechanism {
    private final Expandable secret;

    Server(Expandable secret) {
      this.secret = secret;
    }

    @Override
    public boolean decides() {
      return true;
    }

    @Override
    public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
      if (exchange.hasInitial()) {
        return new Verdict.InitialNotExpected();
      }
      Text host = exchange.mail().variable("primary_hostname");
      String challenge =
          "<%s.%d@%s>"
              .formatted(
                  nonces.get(),
                  clock.instant().getEpochSecond(),
                  host == null ? "localhost" : host.value());
      return switch (exchange.challenge(challenge)) {
        case Response.Ended _ -> new Verdict.Ended();
        case Response.Data it -> judge(it.octets(), challenge, exchange);
      };
    }

    private Verdict judge(String response, String challenge, ServerExchange exchange)
        throws InterruptedException {
      int space = 0;
      while (space < response.length() && !Ascii.isSpace(response.charAt(space))) {
        space++;
      }
      exchange.value(response.substring(0, space));
      if (response.length() - space - 1 != 32) {
        return new Verdict.Refused();
      }
      return switch (secret.expand(exchange.mail())) {
        case Expansion.ForcedFailure _ -> new Verdict.Refused();
        case Expansion.Failed it -> new Verdict.Deferred(it.message());
        case Expansion.Deferred it -> new Verdict.Deferred(it.message());
        case Expansion.Value it ->
            isSame(digest(it.text().value(), challenge), response.substring(space + 1))
                ? new Verdict.Proved()
                : new Verdict.Refused();
      };
    }

    /** Takes the same time wherever the first difference is. */
    private static boolean isSame(String expected, String given) {
      return MessageDigest.isEqual(
          expected.getBytes(StandardCharsets.ISO_8859_1),
          given.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private record Client(Settings settings, Expandable secret) implements ClientMechanism {
    @Override
    public Result authenticate(ClientExchange exchange) throws IOException, InterruptedException {
      Expansion key = secret.expand(exchange.mail());
      if (!(key instanceof Expansion.Value value)) {
        return without(secret, key);
      }
      Expandable option = settings.find(CLIENT_NAME).orElse(null);
      Text host = exchange.mail().variable("primary_hostname");
      Expansion name =
          option == null
              ? Expansion.of(host == null ? "" : host.value())
              : option.expand(exchange.mail());
      if (!(name instanceof Expansion.Value user)) {
        return option == null ? new Result.Cancelled("") : without(option, name);
      }
      if (!(exchange.begin(null) instanceof ClientExchange.Answer.Challenge challenge)) {
        return new Result.Answered();
      }
      String octets = challenge.octets();
      if (octets == null) {
        exchange.cancel();
        return new Result.Failed("bad base 64 string in challenge: " + challenge.line());
      }
      exchange.value(user.text().value());
      exchange.respond(user.text().value() + " " + digest(value.text().value(), octets));
      return new Result.Answered();
    }

    private Result without(Expandable option, Expansion expansion) {
      return switch (expansion) {
        case Expansion.Value _, Expansion.ForcedFailure _ -> new Result.Cancelled("");
        case Expansion.Failed it -> broken(option, it.message());
        case Expansion.Deferred it -> broken(option, it.message());
      };
    }

    private Result broken(Expandable option, String why) {
      return new Result.Failed(
          "expansion of \"%s\" failed in %s authenticator: %s"
              .formatted(option.source(), settings.name(), why));
    }
  }
}
