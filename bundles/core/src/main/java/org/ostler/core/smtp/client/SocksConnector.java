// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.ostler.api.transport.Cause;

/**
 * Connects by one of the proxies of {@code socks_proxy}: by those of the highest priority first,
 * among them by weight and chance.
 */
final class SocksConnector {
  /**
   * A connection to the host.
   *
   * @param socket leads to the proxy
   * @param proxy the one that was taken
   */
  record Connected(Socket socket, SocksProxy proxy) {}

  /** Makes a socket ready to be connected. */
  @FunctionalInterface
  interface Sockets {
    Socket open(InetSocketAddress to) throws IOException;
  }

  private SocksConnector() {}

  static Connected connect(Dialog dialog, Sockets sockets) throws IOException, HostFailure {
    List<SocksProxy> left = new ArrayList<>(dialog.proxies());
    String trouble = "";
    while (!left.isEmpty()) {
      SocksProxy proxy = next(left);
      InetSocketAddress where = new InetSocketAddress(proxy.address(), proxy.port());
      Socket socket = sockets.open(where);
      try {
        socket.connect(where, TcpStream.millis(shorter(proxy.timeout(), dialog.connectTimeout())));
      } catch (IOException away) {
        socket.close();
        left.remove(proxy);
        trouble = TcpStream.failure(away).text();
        continue;
      }
      boolean whole = false;
      try {
        new SocksHandshake(socket, proxy, dialog.connectTimeout())
            .connect(dialog.address(), dialog.port());
        whole = true;
        return new Connected(socket, proxy);
      } finally {
        if (!whole) {
          socket.close();
        }
      }
    }
    throw new HostFailure(Cause.OTHER, "no SOCKS proxy can be reached: " + trouble);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static SocksProxy next(List<SocksProxy> proxies) {
    int highest = proxies.stream().mapToInt(SocksProxy::priority).max().orElseThrow();
    List<SocksProxy> first = proxies.stream().filter(p -> p.priority() == highest).toList();
    long all = first.stream().mapToLong(SocksProxy::weight).sum();
    long chance = ThreadLocalRandom.current().nextLong(all);
    for (SocksProxy proxy : first) {
      chance -= proxy.weight();
      if (chance < 0) {
        return proxy;
      }
    }
    return first.getLast();
  }
}
