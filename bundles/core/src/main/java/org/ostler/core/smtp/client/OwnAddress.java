// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** The address by which we would talk to a host, before there is a connection. */
final class OwnAddress {
  private OwnAddress() {}

  /**
   * The address, with port 0; null when there is no way to the host.
   *
   * @param chosen the one that {@code interface} says, null when the system is to choose
   */
  static @Nullable InetSocketAddress towards(Target target, @Nullable InetAddress chosen) {
    if (chosen != null) {
      return new InetSocketAddress(chosen, 0);
    }
    // Connecting such a socket sends nothing: it has the system look up the route.
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(target.address(), Math.max(1, target.port()));
      return new InetSocketAddress(socket.getLocalAddress(), 0);
    } catch (SocketException | UncheckedIOException noWay) {
      return null;
    }
  }
}
