// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

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
    String variable = FORMER.getOrDefault(name, name);
    String value = ProxySession.of(mail).value(variable);
    return switch (variable) {
      case "proxy_session" -> Text.of(value == null ? "no" : value);
      case "proxy_local_port", "proxy_external_port" -> Text.of(value == null ? "0" : value);
      case "proxy_local_address", "proxy_external_address" -> value == null ? null : Text.of(value);
      default -> value == null ? null : Text.tainted(value, "the header of the PROXY protocol");
    };
  }
}
