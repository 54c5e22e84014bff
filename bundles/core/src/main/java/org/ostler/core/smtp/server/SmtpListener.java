// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.IpText;

/**
 * Listens on the configured ports and runs a session for each connection, on a virtual thread of
 * its own. Closing drains: no new connection is accepted, sessions may end, and those that do not
 * are cut after a while; a message that was not acknowledged by then is the peer's still.
 */
public final class SmtpListener implements Closeable {
  /** What sessions that were cut have to notice it; then they are interrupted, and left behind. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(3);

  private final SmtpServices services;
  private final SessionRunner runner;
  private final boolean tlsOnConnect;
  private final Admission admission;
  private final List<ServerSocket> sockets = new ArrayList<>();
  private final Set<Open> sessions = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  private SmtpListener(SmtpServices services, boolean tlsOnConnect) {
    this.services = services;
    this.tlsOnConnect = tlsOnConnect;
    this.runner = new SessionRunner(services);
    this.admission = new Admission(services);
  }

  /** A session in progress. */
  private record Open(Socket socket, SocketLink link, Thread thread, Instant until) {}

  /**
   * Binds everything that the configuration names, and begins to accept. When one address cannot be
   * bound, none is.
   */
  public static SmtpListener open(SmtpServices services) throws IOException {
    return open(services, false);
  }

  /** The same; {@code tlsOnConnect} where every connection begins with TLS, whatever its port. */
  public static SmtpListener open(SmtpServices services, boolean tlsOnConnect) throws IOException {
    SmtpListener listener = new SmtpListener(services, tlsOnConnect);
    Settings main = services.policy().get().main();
    try {
      for (InetSocketAddress address : ListenAddresses.of(main)) {
        listener.bind(address, main);
      }
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    listener.sockets.forEach(listener::start);
    Thread.ofVirtual().name("smtp-watch").start(listener::watch);
    return listener;
  }

  /** A port that is taken is tried again as often as {@code daemon_startup_retries} says. */
  private void bind(InetSocketAddress address, Settings main) throws IOException {
    int backlog = main.value(SmtpOptions.SMTP_CONNECT_BACKLOG);
    Duration wait = main.value(TrafficOptions.DAEMON_STARTUP_SLEEP);
    for (int more = main.value(TrafficOptions.DAEMON_STARTUP_RETRIES); ; more--) {
      try {
        bind(address, backlog);
        return;
      } catch (BindException e) {
        if (more <= 0) {
          throw e;
        }
        services.log().main(null, again(address, e, wait, more));
        pause(wait);
      }
    }
  }

  private static String again(
      InetSocketAddress address, BindException why, Duration wait, int more) {
    Throwable cause = why.getCause();
    return "socket bind() to port "
        + address.getPort()
        + " for address "
        + IpText.of(address.getAddress())
        + " failed: "
        + (cause == null ? why : cause).getMessage()
        + ": waiting "
        + PeerWords.seconds(wait.toSeconds())
        + " before trying again ("
        + more
        + (more == 1 ? " more try)" : " more tries)");
  }

  private void bind(InetSocketAddress address, int backlog) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    try {
      socket.bind(address, backlog);
    } catch (BindException e) {
      socket.close();
      BindException told =
          new BindException(
              "cannot listen on "
                  + address.getAddress().getHostAddress()
                  + " port "
                  + address.getPort()
                  + ": "
                  + e.getMessage());
      told.initCause(e);
      throw told;
    }
    sockets.add(socket);
  }

  /** Where it listens, ports that were 0 resolved. */
  public List<InetSocketAddress> addresses() {
    return sockets.stream()
        .map(socket -> (InetSocketAddress) socket.getLocalSocketAddress())
        .toList();
  }

  /** How many sessions are open. */
  public int sessions() {
    return admission.open();
  }

  private void start(ServerSocket socket) {
    Thread.ofPlatform()
        .name("smtp-accept-" + socket.getLocalPort())
        .daemon()
        .start(() -> accept(socket));
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        watchBacklog(server);
        Thread.ofVirtual()
            .name("smtp-session")
            .inheritInheritableThreadLocals(false) // the container's mean nothing to a session
            .start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          services.log().panic(null, "cannot accept a connection: " + e.getMessage());
          // Out of descriptors: give sessions time to end before the next try.
          pause(Duration.ofMillis(100));
        }
      }
    }
  }

  /** Connections that wait behind the one in hand are told of, as often as it was asked for. */
  private void watchBacklog(ServerSocket server) {
    int many = services.policy().get().main().value(TrafficOptions.SMTP_BACKLOG_MONITOR);
    int waiting = many <= 0 ? 0 : ListenBacklog.waiting(server.getLocalPort());
    if (many > 0 && waiting >= many) {
      String place = IpText.of(server.getInetAddress()) + "]:" + server.getLocalPort();
      services.log().main(null, "listen backlog " + waiting + " I=[" + place);
    }
  }

  private void serve(Socket socket) {
    try (SocketLink link = new SocketLink(socket)) {
      serve(socket, link);
    } catch (IOException _) {
      // The session has told the log what it knew; the socket is gone.
    }
  }

  private void serve(Socket socket, SocketLink link) throws IOException {
    Duration longest = services.policy().get().main().value(SmtpOptions.SMTP_SESSION_TIMEOUT);
    Instant now = services.clock().instant();
    Open open =
        new Open(
            socket,
            link,
            Thread.currentThread(),
            longest.isZero() ? Instant.MAX : now.plus(longest).plusSeconds(60));
    sessions.add(open);
    if (closing.getCount() == 0) {
      link.leave(); // too late for drain() to ask
    }
    try {
      InetAddress host = socket.getInetAddress();
      Connection connection =
          new Connection(
              host, socket.getPort(), socket.getLocalAddress(), socket.getLocalPort(), now);
      connection.tlsOnConnect = tlsOnConnect;
      if (host != null) {
        admission.admit(socket, link, connection, runner);
      }
    } catch (InterruptedException _) {
      // The server stops; what was not acknowledged is the peer's still.
    } catch (RuntimeException e) {
      services.log().panic(null, "an SMTP session broke: " + e);
    } finally {
      sessions.remove(open);
    }
  }

  /** Cuts sessions whose peer does not even read: a blocked write has no deadline of its own. */
  private void watch() {
    while (!pause(Duration.ofSeconds(30))) {
      Instant now = services.clock().instant();
      sessions.stream().filter(open -> now.isAfter(open.until)).forEach(SmtpListener::cut);
    }
  }

  /** Waits; true when the listener is closing. */
  private boolean pause(Duration time) {
    try {
      return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  private static void cut(Open open) {
    try {
      open.socket.close();
    } catch (IOException _) {
      open.thread.interrupt();
    }
  }

  /** Stops accepting at once. Sessions go on. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    for (ServerSocket socket : sockets) {
      socket.close();
    }
  }

  /**
   * Stops accepting. Sessions end with the transaction in hand, for which they have this long; the
   * rest are cut. One that does not even end then, for a command it waits for perhaps, is left
   * behind: the server's end does not wait for it.
   */
  public void drain(Duration patience) throws IOException, InterruptedException {
    close();
    sessions.forEach(open -> open.link().leave());
    List<Open> late = stillOpenAfter(patience, List.copyOf(sessions));
    late.forEach(SmtpListener::cut);
    late = stillOpenAfter(LAST_WAIT, late);
    late.forEach(open -> open.thread.interrupt());
    late = stillOpenAfter(LAST_WAIT, late);
    if (!late.isEmpty()) {
      services.log().panic(null, late.size() + " SMTP sessions do not end and are left behind");
    }
  }

  /** Waits for sessions, for all together no longer than this; those that have not ended then. */
  private static List<Open> stillOpenAfter(Duration time, List<Open> open)
      throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    List<Open> late = new ArrayList<>();
    for (Open one : open) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!one.thread.join(left)) {
        late.add(one);
      }
    }
    return late;
  }
}
