// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Peer;

/** A peer that is written down. */
public record MemoryPeer(
    @Nullable InetAddress address,
    int port,
    @Nullable String heloName,
    @Nullable String hostName,
    @Nullable InetAddress localAddress,
    int localPort)
    implements Peer {
  /** No peer: a local program handed the mail in. */
  public static final MemoryPeer LOCAL = new MemoryPeer(null, 0, null, null, null, 0);

  /** A peer at an address literal, connected to 127.0.0.1 port 25. */
  public static MemoryPeer at(String address, @Nullable String heloName) {
    return new MemoryPeer(
        InetAddress.ofLiteral(address),
        40000,
        heloName,
        null,
        InetAddress.ofLiteral("127.0.0.1"),
        25);
  }

  /** The same with a host name found by reverse lookup. */
  public MemoryPeer named(String name) {
    return new MemoryPeer(address, port, heloName, name, localAddress, localPort);
  }
}
