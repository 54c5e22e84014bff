// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;
import java.util.function.Consumer;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.auth.AuthenticatorOptions;
import org.ostler.language.config.Block;
import org.ostler.language.config.Problem;

/** What must hold of the mechanism names of a configuration. */
final class Mechanisms {
  private Mechanisms() {}

  /** The name for SMTP: {@code public_name}, or the authenticator's own. */
  static String name(Block block, Settings settings) throws InvalidArgument {
    String name = settings.find(AuthenticatorOptions.PUBLIC_NAME).orElse(block.name()).strip();
    // RFC 4422 §3.1; longer ones and small letters are in use.
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new InvalidArgument(
          "authenticator "
              + block.name()
              + ": public_name \""
              + name
              + "\" is no name of a mechanism, which has letters, digits, \"-\" and \"_\" only");
    }
    return name;
  }

  /** Clients and servers pick by name, so two of a kind with one name can never both be used. */
  static void refuse(
      Authenticator authenticator,
      List<Authenticator> before,
      Block block,
      Consumer<Problem> problems) {
    for (Authenticator other : before) {
      boolean clients = authenticator.client() != null && other.client() != null;
      boolean servers = authenticator.server() != null && other.server() != null;
      if ((clients || servers) && authenticator.mechanism().equalsIgnoreCase(other.mechanism())) {
        problems.accept(
            new Problem(
                block.position(),
                "two %s authenticators (%s and %s) have the same public name (%s)"
                    .formatted(
                        clients ? "client" : "server",
                        other.name(),
                        authenticator.name(),
                        other.mechanism())));
      }
    }
  }

  /** Whether what a client says to a host is the same for each message. */
  static boolean isSteady(Block block) {
    return block.assignments().stream()
        .filter(assignment -> assignment.name().startsWith("client_"))
        .allMatch(assignment -> String.valueOf(assignment.value()).indexOf('$') < 0);
  }
}
