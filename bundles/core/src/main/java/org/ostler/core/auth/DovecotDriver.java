// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import java.util.List;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.auth.ServerExchange.Response;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Peer;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.IpText;

/**
 * {@code driver = dovecot}: the mechanism is spoken by a Dovecot server, over its authentication
 * socket; {@code $auth1} is the user that it found.
 */
public final class DovecotDriver implements AuthenticatorDriver {
  static final Option<String> SERVER_SOCKET = Option.string("server_socket", null);

  @Override
  public String name() {
    return "dovecot";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SERVER_SOCKET);
  }

  @Override
  public Prepared prepare(String mechanism, Settings settings) throws InvalidArgument {
    String socket = settings.find(SERVER_SOCKET).orElse(null);
    if (socket != null && !socket.startsWith("/")) {
      throw new InvalidArgument("server_socket must begin with a slash, but is \"" + socket + "\"");
    }
    return new Prepared(socket == null ? null : new Server(mechanism, socket), null);
  }

  private record Server(String mechanism, String socket) implements ServerMechanism {
    @Override
    public boolean decides() {
      return true;
    }

    @Override
    public Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException {
      Response initial = exchange.initial();
      if (initial instanceof Response.Ended) {
        return new Verdict.Ended();
      }
      try (DovecotSocket dovecot = DovecotSocket.open(socket)) {
        if (!dovecot.offers(mechanism)) {
          return new Verdict.Deferred("authentication mechanism not supported by Dovecot");
        }
        String words = "AUTH\t1\t" + mechanism + facts(exchange.mail());
        dovecot.say(
            exchange.hasInitial() && initial instanceof Response.Data(String octets)
                ? words + "\tresp=" + Base64Text.encode(octets)
                : words);
        return follow(dovecot, exchange);
      } catch (DovecotSocket.Trouble trouble) {
        return new Verdict.Deferred(String.valueOf(trouble.getMessage()));
      }
    }

    private static String facts(MailView mail) throws InterruptedException {
      Peer peer = mail.peer();
      StringBuilder facts = new StringBuilder("\tservice=smtp");
      var cipher = mail.variable("tls_in_cipher");
      if (cipher != null && !cipher.isEmpty()) {
        facts.append("\tsecured");
      }
      if (peer.localAddress() != null) {
        facts.append("\tlip=").append(IpText.of(peer.localAddress()));
      }
      if (peer.address() != null) {
        facts.append("\trip=").append(IpText.of(peer.address()));
      }
      return facts.append("\tnologin").toString();
    }

    private static Verdict follow(DovecotSocket dovecot, ServerExchange exchange)
        throws IOException, InterruptedException {
      while (true) {
        List<String> words = dovecot.answer();
        switch (words.getFirst()) {
          case "CONT" -> {
            String challenge = words.size() > 2 ? Base64Text.decode(words.get(2)) : "";
            if (challenge == null) {
              throw new DovecotSocket.Trouble("authentication socket protocol error");
            }
            if (!(exchange.challenge(challenge) instanceof Response.Data(String octets))) {
              return new Verdict.Ended();
            }
            dovecot.say("CONT\t1\t" + Base64Text.encode(octets));
          }
          case "OK" -> {
            return user(words, exchange)
                ? new Verdict.Proved()
                : new Verdict.Deferred("authentication socket protocol error, username missing");
          }
          case "FAIL" -> {
            user(words, exchange);
            return words.contains("temp")
                ? new Verdict.Deferred("Dovecot cannot tell now")
                : new Verdict.Refused();
          }
          default -> throw new DovecotSocket.Trouble("authentication socket protocol error");
        }
      }
    }

    private static boolean user(List<String> words, ServerExchange exchange) {
      for (String word : words.subList(2, words.size())) {
        if (word.startsWith("user=")) {
          exchange.value(word.substring("user=".length()));
          return true;
        }
      }
      return false;
    }
  }
}
