// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.MailView;
import org.ostler.api.smtp.ProxyValues;

/**
 * What became of the header of one connection, as values of variables, which outlive an update of
 * this bundle. Of its session's thread.
 */
final class ProxySession {
  private final Map<String, String> values;

  private ProxySession(Map<String, String> values) {
    this.values = values;
  }

  static ProxySession of(MailView connection) {
    return new ProxySession(connection.value(ProxyValues.SESSION));
  }

  /** A header is asked for. */
  void require() {
    values.put("proxy_session", "yes");
  }

  /**
   * There was a good header.
   *
   * @param local where the proxy connected from
   * @param external where the client connected to
   */
  void tell(@Nullable InetSocketAddress local, @Nullable InetSocketAddress external, Facts facts) {
    values.putAll(facts.byVariable());
    tell("proxy_local", local);
    tell("proxy_external", external);
  }

  private void tell(String name, @Nullable InetSocketAddress socket) {
    if (socket != null) {
      values.put(name + "_address", IpText.of(socket.getAddress()));
      values.put(name + "_port", String.valueOf(socket.getPort()));
    }
  }

  @Nullable String value(String variable) {
    return values.get(variable);
  }
}
