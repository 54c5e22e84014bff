// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome.Introduction;
import org.ostler.core.mail.OutgoingTls;

/** A connection to an SMTP or LMTP server that has been greeted. Used by one thread at a time. */
final class ClientConnection implements AutoCloseable {
  // RFC 5321 §4.2.3: the server closes; whatever it says next is not worth waiting for.
  private static final int CLOSING = 421;

  private PeerStream stream;
  private ReplyReader replies;
  private @Nullable OutgoingTls tls;
  private final StringBuilder pending = new StringBuilder(256);
  private Capabilities capabilities = Capabilities.NONE;
  private ClientAuthentication.@Nullable Identity identity;
  private int messages;
  private final ConnectionEvents events;
  private final @Nullable InetSocketAddress localEnd;
  private final @Nullable String proxyEnd;
  private boolean broken;
  private boolean closed;
  private @Nullable Reply greeting;
  private @Nullable Reply hello;

  private ClientConnection(PeerStream stream, ConnectionEvents events) {
    this.stream = stream;
    this.events = events;
    this.replies = new ReplyReader(stream);
    this.localEnd = stream.localEnd();
    this.proxyEnd = stream.proxyEnd();
  }

  /** Reads the greeting of a server and says hello. */
  static ClientConnection greeted(PeerStream stream, Hello hello) throws HostFailure {
    return greeted(stream, hello, ConnectionEvents.NONE, Security.CLEAR, null);
  }

  /** Puts the connection under TLS. */
  @FunctionalInterface
  interface Handshake {
    TlsHandshake.Secured run() throws HostFailure;
  }

  /**
   * The same under TLS as {@code security} asks, with somebody who hears of it.
   *
   * @param handshake null where there can be no TLS
   */
  static ClientConnection greeted(
      PeerStream stream,
      Hello hello,
      ConnectionEvents events,
      Security security,
      @Nullable Handshake handshake)
      throws HostFailure {
    ClientConnection connection = new ClientConnection(stream, events);
    boolean ready = false;
    try {
      if (security.start() == Security.Start.AT_ONCE) {
        connection.secure(handshake);
      }
      String command = "initial connection";
      Reply first = connection.read(hello.timeout(), command);
      connection.greeting = first;
      expect(first, command);
      events.greeted(first);
      connection.hello(hello);
      connection.startTls(hello, security, handshake);
      ready = true;
      return connection;
    } catch (HostFailure failure) {
      failure.introduction(connection.introduction());
      throw failure;
    } finally {
      if (!ready) {
        connection.quit();
      }
    }
  }

  /**
   * STARTTLS (RFC 3207) where it is offered and wanted; what is required and missing is a failure.
   */
  private void startTls(Hello hello, Security security, @Nullable Handshake handshake)
      throws HostFailure {
    if (tls != null) {
      return;
    }
    boolean offered = capabilities.keywords().contains("STARTTLS");
    if (offered && security.start() == Security.Start.OFFERED) {
      Reply reply = exchange("STARTTLS", hello.timeout());
      if (reply.code() / 100 == 2) {
        refuseInjection();
        secure(handshake);
        // RFC 3207 §4.2: nothing that was said in clear counts any longer.
        capabilities = Capabilities.NONE;
        hello(hello);
        return;
      }
      if (reply.code() / 100 == 4 && !security.triesClear()) {
        throw new HostFailure(Cause.OTHER, ReplyText.refusal("STARTTLS", reply), reply);
      }
    }
    if (security.required()) {
      throw new HostFailure(
          Cause.TLS_REQUIRED,
          "a TLS session is required, but "
              + (offered
                  ? "an attempt to start TLS failed"
                  : "the server did not offer TLS support"));
    }
  }

  /**
   * What came behind the reply to STARTTLS came in clear, and would pass for replies that came
   * under TLS: RFC 3207 §4.2 has nothing between them, so somebody is at work on the way.
   */
  private void refuseInjection() throws HostFailure {
    if (replies.hasMore()) {
      broken = true;
      throw new HostFailure(
          Cause.TLS_FAILED, "TLS session: unexpected data behind the reply to STARTTLS");
    }
  }

  private void secure(@Nullable Handshake handshake) throws HostFailure {
    if (handshake == null) {
      throw new HostFailure(Cause.TLS_FAILED, "TLS session: no feature here speaks TLS");
    }
    boolean secured = false;
    try {
      TlsHandshake.Secured result = handshake.run();
      stream = result.stream();
      replies = new ReplyReader(stream);
      tls = result.facts();
      secured = true;
    } finally {
      // Half a handshake is nothing to say QUIT in.
      broken |= !secured;
    }
  }

  private void hello(Hello hello) throws HostFailure {
    String first = hello.verb() + " " + hello.name();
    Reply reply = exchange(first, hello.timeout());
    this.hello = reply;
    if (reply.code() / 100 != 2 && hello.verb().equals("EHLO")) {
      // RFC 5321 §3.2: a server without extensions refuses EHLO; HELO is tried in the same session.
      Reply old = oldHello("HELO " + hello.name(), reply, hello.timeout());
      this.hello = old;
      expect(old, "HELO " + hello.name());
      events.answered(old);
      return;
    }
    expect(reply, first);
    events.answered(reply);
    if (!hello.verb().equals("HELO")) {
      capabilities = Capabilities.of(reply);
    }
  }

  private Reply oldHello(String command, Reply refusal, Duration limit) throws HostFailure {
    try {
      return exchange(command, limit);
    } catch (HostFailure failure) {
      String text = failure.text() + " (EHLO response was: " + ReplyText.of(refusal) + ")";
      throw failure.kind() == Cause.LOST_CONNECTION
          ? new HostFailure(failure.kind(), text)
          : failure;
    }
  }

  private static void expect(Reply reply, String command) throws HostFailure {
    if (reply.code() / 100 != 2) {
      throw new HostFailure(Cause.OTHER, ReplyText.refusal(command, reply), reply);
    }
  }

  /** How the host introduced itself. */
  Introduction introduction() {
    return new Introduction(greeting, hello);
  }

  /** TLS of the connection; null in clear. */
  @Nullable OutgoingTls tls() {
    return tls;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  /** Who we are to the host; null when we have not authenticated. */
  ClientAuthentication.@Nullable Identity identity() {
    return identity;
  }

  void identity(ClientAuthentication.Identity proved) {
    this.identity = proved;
  }

  /** Our own end, for the log; null where it has no address. */
  @Nullable InetSocketAddress localEnd() {
    return localEnd;
  }

  /** The SOCKS proxy that leads to the host, as the log has it; null when there is none. */
  @Nullable String proxyEnd() {
    return proxyEnd;
  }

  /** Messages sent so far. */
  int messages() {
    return messages;
  }

  void countMessage() {
    messages++;
  }

  /** Whether the connection can no longer be used. */
  boolean isBroken() {
    return broken;
  }

  void markBroken() {
    broken = true;
  }

  /** Adds a command to the group that {@link #flush} sends. */
  void queue(String command) {
    SmtpTelling.says(command);
    pending.append(command).append("\r\n");
  }

  /** Sends what was queued, in one piece. */
  void flush(String command, Duration limit) throws HostFailure {
    byte[] octets = pending.toString().getBytes(StandardCharsets.ISO_8859_1);
    pending.setLength(0);
    try {
      stream.write(octets, 0, octets.length, deadline(limit));
    } catch (IOException trouble) {
      throw failure(trouble, command);
    }
  }

  Reply exchange(String command, Duration limit) throws HostFailure {
    queue(command);
    flush(command, limit);
    return read(limit, command);
  }

  /** Reads the reply to {@code command}, which failure texts name. */
  Reply read(Duration limit, String command) throws HostFailure {
    try {
      Reply reply = replies.read(deadline(limit));
      broken |= reply.code() == CLOSING;
      SmtpTelling.hears(reply);
      return reply;
    } catch (IOException trouble) {
      throw failure(trouble, command);
    }
  }

  /** Exim's words, since people grep for them. */
  HostFailure failure(IOException trouble, String command) {
    broken = true;
    return switch (trouble) {
      case SocketTimeoutException ignored ->
          new HostFailure(Cause.TIMEOUT, "SMTP timeout after " + command);
      case ReplyReader.Malformed malformed -> malformed(malformed, command);
      default ->
          new HostFailure(
              Cause.LOST_CONNECTION, "Remote host closed connection in response to " + command);
    };
  }

  private static HostFailure malformed(ReplyReader.Malformed malformed, String command) {
    String line = ReplyText.printing(String.valueOf(malformed.getMessage())).stripLeading();
    return new HostFailure(
        Cause.BAD_REPLY,
        line.isEmpty()
            ? "Malformed SMTP reply (an empty line) in response to " + command
            : "Malformed SMTP reply in response to " + command + ": " + line);
  }

  /** A stream to the peer; each of its writes has the limit for itself. */
  OutputStream content(Duration limit) {
    return new ContentStream(stream, limit);
  }

  private static long deadline(Duration limit) {
    return System.nanoTime() + limit.toNanos();
  }

  /** Says goodbye without waiting for the answer, and closes. */
  void quit() {
    try {
      if (!broken) {
        byte[] quit = "QUIT\r\n".getBytes(StandardCharsets.ISO_8859_1);
        SmtpTelling.says("QUIT");
        stream.write(quit, 0, quit.length, deadline(Duration.ofSeconds(5)));
      }
    } catch (IOException ignored) {
      // The peer went first.
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    broken = true;
    stream.close();
    if (!closed) {
      closed = true;
      events.closed();
    }
  }

  /**
   * How to begin.
   *
   * @param verb EHLO, HELO or LHLO
   * @param name our own name
   * @param timeout for the greeting and the reply
   */
  record Hello(String verb, String name, Duration timeout) {}

  /** Tells trouble with the peer from trouble with our own disk, which must not be blamed on it. */
  private static final class ContentStream extends OutputStream {
    private final PeerStream stream;
    private final Duration limit;

    ContentStream(PeerStream stream, Duration limit) {
      this.stream = stream;
      this.limit = limit;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      try {
        stream.write(octets, offset, length, deadline(limit));
      } catch (IOException trouble) {
        throw new PeerTrouble(trouble);
      }
    }
  }

  /** A write to the peer failed. */
  static final class PeerTrouble extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient IOException trouble;

    PeerTrouble(IOException trouble) {
      super(trouble);
      this.trouble = trouble;
    }

    IOException trouble() {
      return trouble;
    }
  }
}
