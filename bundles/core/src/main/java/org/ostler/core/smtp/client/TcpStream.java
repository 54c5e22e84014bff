// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsChannel;
import org.ostler.api.transport.Cause;
import org.ostler.core.log.PeerText;

/**
 * A TCP connection. Reads end by the socket's own limit, set anew for what is left; writes, which
 * have none, are ended by {@link Deadlines}.
 */
final class TcpStream implements PeerStream, TlsChannel {
  private final Socket socket;
  private final @Nullable SocksProxy proxy;
  private final InputStream in;
  private final OutputStream out;
  private final Deadlines.Watched watched;
  private final InputStream limited = new Limited();
  private long readDeadlineNanos;

  private TcpStream(Socket socket, Deadlines deadlines, @Nullable SocksProxy proxy)
      throws IOException {
    this.proxy = proxy;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.watched = deadlines.watch(this::abandon);
  }

  static TcpStream connect(Dialog dialog, Deadlines deadlines) throws HostFailure {
    try {
      TcpStream connected = connected(dialog, deadlines);
      SmtpTelling.connects(dialog, " connected");
      return connected;
    } catch (HostFailure failure) {
      SmtpTelling.connects(dialog, " failed: " + failure.text());
      throw failure;
    }
  }

  private static TcpStream connected(Dialog dialog, Deadlines deadlines) throws HostFailure {
    Socket socket = null;
    try {
      if (!dialog.proxies().isEmpty()) {
        var connected = SocksConnector.connect(dialog, to -> socket(dialog, to));
        socket = connected.socket();
        return new TcpStream(socket, deadlines, connected.proxy());
      }
      InetSocketAddress to = new InetSocketAddress(dialog.address(), dialog.port());
      socket = socket(dialog, to);
      socket.connect(to, millis(dialog.connectTimeout()));
      return new TcpStream(socket, deadlines, null);
    } catch (IOException trouble) {
      try {
        if (socket != null) {
          socket.close();
        }
      } catch (IOException ignored) {
        // There is nothing behind this socket to lose.
      }
      throw failure(trouble);
    }
  }

  /** A socket that is not connected yet; our own address is bound where it is of the same kind. */
  private static Socket socket(Dialog dialog, InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    boolean ready = false;
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(dialog.keepalive());
      if (dialog.trafficClass() >= 0) {
        socket.setTrafficClass(dialog.trafficClass());
      }
      InetAddress local = dialog.local();
      if (local != null && local.getClass() == to.getAddress().getClass()) {
        socket.bind(new InetSocketAddress(local, 0));
      }
      ready = true;
      return socket;
    } finally {
      if (!ready) {
        socket.close();
      }
    }
  }

  static HostFailure failure(IOException trouble) {
    String text = String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT);
    if (trouble instanceof SocketTimeoutException) {
      return new HostFailure(Cause.CONNECT_TIMEOUT, "Connection timed out");
    }
    if (trouble instanceof NoRouteToHostException || text.contains("no route")) {
      return new HostFailure(Cause.HOST_UNREACHABLE, "No route to host");
    }
    if (text.contains("unreachable")) {
      return new HostFailure(Cause.NETWORK_UNREACHABLE, "Network is unreachable");
    }
    if (trouble instanceof ConnectException && text.contains("timed out")) {
      return new HostFailure(Cause.CONNECT_TIMEOUT, "Connection timed out");
    }
    if (trouble instanceof ConnectException) {
      return new HostFailure(Cause.REFUSED, "Connection refused");
    }
    return new HostFailure(Cause.OTHER, String.valueOf(trouble.getMessage()));
  }

  @Override
  public int read(byte[] buffer, long deadlineNanos) throws IOException {
    readUntil(deadlineNanos);
    return limited.read(buffer);
  }

  @Override
  public @Nullable InetSocketAddress localEnd() {
    // Our end of the way to a proxy is not an end of the way to the host.
    return proxy != null
        ? null
        : new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
  }

  @Override
  public @Nullable String proxyEnd() {
    return proxy == null ? null : PeerText.literal(proxy.address(), proxy.port());
  }

  /** Sets the deadline of reads by {@link #input()}. */
  void readUntil(long deadlineNanos) {
    readDeadlineNanos = deadlineNanos;
  }

  /** Lets writes to {@link #output()} take no longer; to be ended with {@link #written()}. */
  void writeUntil(long deadlineNanos) {
    watched.until(deadlineNanos);
  }

  void written() {
    watched.done();
  }

  /** Whether a write took too long, so that the connection was closed. */
  boolean isLate() {
    return watched.isLate();
  }

  @Override
  public InputStream input() {
    return limited;
  }

  @Override
  public OutputStream output() {
    return out;
  }

  @Override
  public void readTimeout(Duration limit) {
    readUntil(System.nanoTime() + limit.toNanos());
  }

  @Override
  public void write(byte[] octets, int offset, int length, long deadlineNanos) throws IOException {
    watched.until(deadlineNanos);
    try {
      out.write(octets, offset, length);
    } catch (IOException trouble) {
      throw watched.isLate() ? new SocketTimeoutException() : trouble;
    } finally {
      watched.done();
    }
  }

  private void abandon() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Closing is all that is wanted.
    }
  }

  @Override
  public void close() {
    watched.forget();
    abandon();
  }

  static int millis(Duration limit) {
    // Rounded up: zero would mean no limit at all.
    return Math.clamp(limit.plusNanos(999_999).toMillis(), 1, Integer.MAX_VALUE);
  }

  /** Reads until the deadline, however small the pieces in which octets come. */
  private final class Limited extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      long left = readDeadlineNanos - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      // No system call: the socket keeps the number and waits with it.
      socket.setSoTimeout(millis(Duration.ofNanos(left)));
      return in.read(buffer, offset, length);
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }
  }
}
