// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Peer;
import org.ostler.api.option.Option;
import org.ostler.api.smtp.Preamble;
import org.ostler.api.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the header that the hosts of {@code hosts_proxy} must begin with. Without a good one in
 * time they may say QUIT and nothing else.
 */
@Component
public final class ProxyPreamble implements Preamble {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyPreamble.class);
  private static final Answer REFUSED =
      new Answer.Refused(Reply.of(503, "Command refused, required Proxy negotiation failed"));

  @Override
  public String name() {
    return "PROXY protocol";
  }

  @Override
  public Option<MatchList> hosts() {
    return ProxyOptions.HOSTS;
  }

  @Override
  public Option<Duration> timeout() {
    return ProxyOptions.TIMEOUT;
  }

  @Override
  public Answer read(Input input, MailView connection) {
    ProxySession session = ProxySession.of(connection);
    session.require();
    Peer proxy = connection.peer();
    try {
      return taken(new HeaderReader(input::read).read(), proxy, session);
    } catch (BadHeader | IOException e) {
      LOG.debug("no good header from {}: {}", proxy.address(), e.getMessage());
      return REFUSED;
    }
  }

  private static Answer taken(ProxyHeader header, Peer proxy, ProxySession session) {
    InetSocketAddress source = header.source();
    // Where the proxy speaks for itself, both ends are those of the connection itself.
    session.tell(
        socket(proxy.address(), proxy.port()),
        source == null ? socket(proxy.localAddress(), proxy.localPort()) : header.destination(),
        header.facts());
    return source == null
        ? new Answer.Itself()
        : new Answer.Peer(source.getAddress(), source.getPort());
  }

  private static @Nullable InetSocketAddress socket(@Nullable InetAddress address, int port) {
    return address == null ? null : new InetSocketAddress(address, port);
  }
}
