// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ostler.api.tls.TlsChannel;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsStreams;
import org.ostler.language.octets.Interval;
import org.ostler.language.text.ListText;

/** One request to a socket, and all that comes back until the other side closes. */
final class SocketCall {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final Duration USUAL = Duration.ofSeconds(5);

  private SocketCall() {}

  /** There is no answer; the message is Exim's. */
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The third argument: a time, then options.
   *
   * @param timeout for each step
   * @param shutdown whether our side is closed after the request
   * @param tls whether TLS is spoken
   */
  record Options(Duration timeout, boolean shutdown, boolean tls) {
    static Options of(String text) {
      Duration timeout = USUAL;
      boolean shutdown = true;
      boolean tls = false;
      boolean first = true;
      for (String item : ListText.items(text)) {
        int seconds = first ? Interval.seconds(item) : -1;
        first = false;
        timeout = seconds >= 0 ? Duration.ofSeconds(seconds) : timeout;
        shutdown &= !item.equals("shutdown=no");
        tls |= item.equals("tls=yes");
      }
      return new Options(timeout, shutdown, tls);
    }
  }

  static String ask(String name, String request, Options options, Environment environment)
      throws Unanswered, Stop, InterruptedException {
    AtomicBoolean late = new AtomicBoolean();
    try (SocketChannel channel = connect(name, options)) {
      Thread watch = Thread.ofVirtual().start(() -> closeLate(channel, options.timeout(), late));
      try {
        if (options.tls()) {
          return askSecurely(channel, request, options, environment);
        }
        write(channel, request);
        if (options.shutdown()) {
          channel.shutdownOutput();
        }
        return read(channel);
      } finally {
        watch.interrupt();
      }
    } catch (IOException e) {
      throw new Unanswered(
          late.get() ? "socket read timed out" : "failed to read from socket: " + e.getMessage());
    }
  }

  /**
   * The same under TLS. Our side is not closed after the request: many servers take the alert that
   * says so for the end of both.
   */
  private static String askSecurely(
      SocketChannel channel, String request, Options options, Environment environment)
      throws IOException, Unanswered, Stop, InterruptedException {
    Optional<TlsStreams> session;
    try {
      session = environment.secure(new PlainChannel(channel), options.timeout());
    } catch (TlsFailure failure) {
      throw new Unanswered("TLS connect failed: " + failure.getMessage());
    }
    if (session.isEmpty()) {
      throw Stop.failed("readsocket option \"tls=yes\" is not supported (install the feature tls)");
    }
    try (TlsStreams streams = session.get()) {
      streams.output().write(request.getBytes(StandardCharsets.ISO_8859_1));
      streams.output().flush();
      byte[] answer = streams.input().readNBytes(LARGEST + 1);
      if (answer.length > LARGEST) {
        throw new IOException("more than " + LARGEST + " octets");
      }
      return new String(answer, StandardCharsets.ISO_8859_1);
    }
  }

  /** The connection in clear; whoever watches the time closes it. */
  private record PlainChannel(InputStream input, OutputStream output) implements TlsChannel {
    PlainChannel(SocketChannel channel) {
      this(Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    @Override
    public void readTimeout(Duration limit) {}
  }

  private static void closeLate(SocketChannel channel, Duration timeout, AtomicBoolean late) {
    try {
      Thread.sleep(timeout);
      late.set(true);
      channel.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The reader meets the same trouble and tells it.
      late.set(true);
    }
  }

  private static SocketChannel connect(String name, Options options) throws Unanswered {
    return name.startsWith("inet:") ? inet(name.substring(5), options) : unix(name);
  }

  private static SocketChannel unix(String name) throws Unanswered {
    String reason = "No such file or directory";
    try {
      Path path = StateConditions.path(name);
      if (Files.exists(path)) {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(path));
        return channel;
      }
    } catch (SocketException e) {
      reason = words(e);
    } catch (IOException | IllegalArgumentException e) {
      reason = String.valueOf(e.getMessage());
    }
    throw new Unanswered("failed to connect to socket " + name + ": " + reason);
  }

  private static SocketChannel inet(String name, Options options) throws Unanswered {
    int colon = name.lastIndexOf(':');
    String port = colon < 0 ? "" : name.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      throw new Unanswered("missing or wrong port number for readsocket " + name);
    }
    String host = name.substring(0, colon);
    String reason = "Connection refused";
    for (InetAddress address : addresses(host)) {
      try {
        SocketChannel channel = SocketChannel.open();
        channel
            .socket()
            .connect(
                new InetSocketAddress(address, Integer.parseInt(port)),
                Math.toIntExact(options.timeout().toMillis()));
        return channel;
      } catch (SocketTimeoutException e) {
        reason = "Connection timed out";
      } catch (IOException e) {
        reason =
            e instanceof ConnectException connect ? words(connect) : String.valueOf(e.getMessage());
      }
    }
    throw new Unanswered("failed to connect to any address for " + host + ": " + reason);
  }

  private static InetAddress[] addresses(String host) throws Unanswered {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      return InetAddress.getAllByName(bare);
    } catch (UnknownHostException e) {
      throw new Unanswered("no IP address found for host " + host);
    }
  }

  private static String words(SocketException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("refused") ? "Connection refused" : message;
  }

  private static void write(SocketChannel channel, String request) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static String read(SocketChannel channel) throws IOException {
    StringBuilder answer = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    while (channel.read(buffer) >= 0) {
      buffer.flip();
      answer.append(StandardCharsets.ISO_8859_1.decode(buffer));
      buffer.clear();
      if (answer.length() > LARGEST) {
        throw new IOException("more than " + LARGEST + " octets");
      }
    }
    return answer.toString();
  }
}
