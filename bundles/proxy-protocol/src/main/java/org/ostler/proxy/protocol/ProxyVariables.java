// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/** The variables of the PROXY protocol. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=variable",
      "word:List<String>=\"proxy_session,proxy_local_address,proxy_local_port,"
          + "proxy_external_address,proxy_external_port,proxy_host_address,proxy_host_port,"
          + "proxy_target_address,proxy_target_port,proxy_alpn,proxy_authority,proxy_netns,"
          + "proxy_unique_id,proxy_ssl,proxy_ssl_verified,proxy_ssl_version,proxy_ssl_cn,"
          + "proxy_ssl_cipher,proxy_ssl_sig_alg,proxy_ssl_key_alg\""
    })
public final class ProxyVariables implements VariableSet {
  private static final Map<String, String> FORMER =
      Map.of(
          "proxy_host_address", "proxy_local_address",
          "proxy_host_port", "proxy_local_port",
          "proxy_target_address", "proxy_external_address",
          "proxy_target_port", "proxy_external_port");

  @Override
  public Set<String> names() {
    return Set.of(
        "proxy_session",
        "proxy_local_address",
        "proxy_local_port",
        "proxy_external_address",
        "proxy_external_port",
        "proxy_host_address",
        "proxy_host_port",
        "proxy_target_address",
        "proxy_target_port",
        "proxy_alpn",
        "proxy_authority",
        "proxy_netns",
        "proxy_unique_id",
        "proxy_ssl",
        "proxy_ssl_verified",
        "proxy_ssl_version",
        "proxy_ssl_cn",
        "proxy_ssl_cipher",
        "proxy_ssl_sig_alg",
        "proxy_ssl_key_alg");
  }

  @Override
  public Map<String, String> formerNames() {
    return FORMER;
  }

  @Override
  public @Nullable Text value(String name, MailView mail) {
    ProxySession session = mail.value(ProxySession.SLOT);
    return switch (FORMER.getOrDefault(name, name)) {
      case "proxy_session" -> Text.of(session.required ? "yes" : "no");
      case "proxy_local_address" -> address(session.local);
      case "proxy_local_port" -> port(session.local);
      case "proxy_external_address" -> address(session.external);
      case "proxy_external_port" -> port(session.external);
      default -> fact(session.facts.find(name));
    };
  }

  private static @Nullable Text address(@Nullable InetSocketAddress socket) {
    return socket == null ? null : Text.of(IpText.of(socket.getAddress()));
  }

  private static Text port(@Nullable InetSocketAddress socket) {
    return Text.of(socket == null ? "0" : String.valueOf(socket.getPort()));
  }

  private static @Nullable Text fact(@Nullable String value) {
    return value == null ? null : Text.tainted(value, "the header of the PROXY protocol");
  }
}
