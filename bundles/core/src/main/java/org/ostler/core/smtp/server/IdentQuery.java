// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Connection;

/**
 * Asks the peer's host who is at the other end of a session (RFC 1413). What it says is a hint,
 * shown as {@code $sender_ident} and {@code U=}; that it says nothing is no trouble.
 */
final class IdentQuery {
  /** How long a host may think; 0, the default, asks nobody. */
  static final Option<Duration> RFC1413_QUERY_TIMEOUT = Option.time("rfc1413_query_timeout", "0s");

  static final Option<MatchList> RFC1413_HOSTS = Option.hosts("rfc1413_hosts", "@[]");
  static final Option<Integer> RFC1413_PORT = Option.integer("rfc1413_port", 113);

  private static final Pattern ANSWER =
      Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*:\\s*USERID\\s*:[^:]*:(.*)", Pattern.DOTALL);
  private static final int LONGEST_ANSWER = 1000;
  private static final int LONGEST_NAME = 127;

  private final SessionContext context;

  IdentQuery(SessionContext context) {
    this.context = context;
  }

  static List<Option<?>> options() {
    return List.of(RFC1413_QUERY_TIMEOUT, RFC1413_HOSTS, RFC1413_PORT);
  }

  void ask() throws InterruptedException {
    Duration limit = context.value(RFC1413_QUERY_TIMEOUT);
    Connection peer = context.connection();
    InetAddress address = peer.address();
    boolean reached = address != null && peer.localAddress() != null && context.wire().isStrict();
    if (limit.isZero() || !reached || !context.has(RFC1413_HOSTS)) {
      return;
    }
    try {
      peer.ident = name(answer(peer, limit), peer);
    } catch (SocketTimeoutException late) {
      if (context.log().selects(LogSelector.IDENT_TIMEOUT)) {
        context.log().main(null, "ident connection to " + peer.addressText() + " timed out");
      }
    } catch (IOException none) {
      // Most hosts answer no such question.
    }
  }

  /** The first line of the answer, all of it within the time. */
  private String answer(Connection peer, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    try (Socket socket = new Socket()) {
      // The host looks for a connection between the two addresses.
      socket.bind(new InetSocketAddress(peer.localAddress(), 0));
      socket.connect(new InetSocketAddress(peer.address(), context.value(RFC1413_PORT)), left(end));
      String question = peer.port() + " , " + peer.localPort() + "\r\n";
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      socket.setSoTimeout(left(end));
      for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
        line.write(octet);
        if (line.size() > LONGEST_ANSWER) {
          throw new IOException("an answer without end");
        }
        socket.setSoTimeout(left(end));
      }
      return line.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private static int left(long end) throws SocketTimeoutException {
    long millis = (end - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException("no time left");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /** The name in an answer that is about this session (RFC 1413 §4); null for none. */
  private static @Nullable String name(String answer, Connection peer) {
    Matcher matcher = ANSWER.matcher(answer);
    boolean ours =
        matcher.matches()
            && matcher.group(1).equals(String.valueOf(peer.port()))
            && matcher.group(2).equals(String.valueOf(peer.localPort()));
    if (!ours) {
      return null;
    }
    String name = matcher.group(3).strip();
    String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return cut.isEmpty() ? null : PeerWords.printable(cut);
  }
}
