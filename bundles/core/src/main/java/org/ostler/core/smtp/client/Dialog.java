// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.IpText;

/**
 * What decides whether a connection serves another message too: where it goes to, where it comes
 * from, and how it speaks.
 *
 * @param transport the transport's name
 * @param address the peer
 * @param port its port
 * @param proxies the SOCKS proxies that lead there, empty for none
 * @param local our own address to bind to, or null
 * @param helo the HELO argument
 * @param lmtp whether LMTP is spoken
 * @param esmtp whether EHLO is tried
 * @param keepalive whether the socket has keepalive
 * @param trafficClass the octet of the IP header, RFC 2474; -1 leaves the system's
 * @param credentials what tells apart who we are to the host; empty when we do not authenticate
 * @param security how it is secured
 * @param connectTimeout for connecting
 * @param commandTimeout for greeting and commands
 */
record Dialog(
    String transport,
    InetAddress address,
    int port,
    List<SocksProxy> proxies,
    @Nullable InetAddress local,
    String helo,
    boolean lmtp,
    boolean esmtp,
    boolean keepalive,
    int trafficClass,
    String credentials,
    Security security,
    Duration connectTimeout,
    Duration commandTimeout) {
  /** The same with other limits. */
  Dialog within(Duration connecting, Duration command) {
    return copy(security, connecting, command);
  }

  /** The same without TLS. */
  Dialog inClear() {
    return copy(Security.CLEAR, connectTimeout, commandTimeout);
  }

  private Dialog copy(Security other, Duration connecting, Duration command) {
    return new Dialog(
        transport,
        address,
        port,
        proxies,
        local,
        helo,
        lmtp,
        esmtp,
        keepalive,
        trafficClass,
        credentials,
        other,
        connecting,
        command);
  }

  /** What tells sessions apart that may not be resumed for each other. */
  String sessionName() {
    return transport + " [" + IpText.of(address) + "]:" + port + " " + security;
  }
}
