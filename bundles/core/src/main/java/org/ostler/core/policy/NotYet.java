// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ostler.core.deliver.DeliveryOptions;
import org.ostler.core.route.RouterOptions;
import org.ostler.core.smtp.server.SmtpOptions;

/**
 * Words of the language that exist and that are not done yet: they are refused by name, never
 * ignored.
 */
final class NotYet {
  private static final Set<String> MAIN =
      collect(SmtpOptions.notYet(), DeliveryOptions.notYet(), MainWords.notYet());
  private static final Set<String> ROUTER = collect(RouterOptions.notYet());

  private static final Set<String> TRANSPORT = collect(TransportWords.notYet());

  private static final Set<String> AUTHENTICATOR = Set.of("server_tls");

  private NotYet() {}

  @SafeVarargs
  private static Set<String> collect(List<String>... names) {
    Set<String> all = new HashSet<>();
    for (List<String> list : names) {
      all.addAll(list);
    }
    return Set.copyOf(all);
  }

  static Optional<String> main(String word) {
    return sentence(MAIN, word);
  }

  static Optional<String> router(String word) {
    return sentence(ROUTER, word);
  }

  static Optional<String> transport(String word) {
    return sentence(TRANSPORT, word);
  }

  static Optional<String> authenticator(String word) {
    return sentence(AUTHENTICATOR, word);
  }

  /** What to do about a driver that Exim has and that is not here. */
  static Optional<String> driver(String kind, String name) {
    return switch (kind + " " + name) {
      case "router iplookup" -> Optional.of("it is not supported yet");
      case "authenticator cyrus_sasl", "authenticator heimdal_gssapi" ->
          Optional.of("it needs native code, which is not loaded into the server");
      default -> Optional.empty();
    };
  }

  static Optional<String> sentence(Set<String> names, String word) {
    String bare =
        word.startsWith("no_")
            ? word.substring(3)
            : word.startsWith("not_") ? word.substring(4) : word;
    return names.contains(bare) ? Optional.of(Reasons.of(bare)) : Optional.empty();
  }
}
