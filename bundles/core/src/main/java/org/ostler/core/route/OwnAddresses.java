// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** {@code extra_local_interfaces}: addresses that are ours though no interface here has them. */
public final class OwnAddresses {
  static final Option<List<String>> EXTRA_LOCAL_INTERFACES =
      Option.strings("extra_local_interfaces", null);

  private OwnAddresses() {}

  /** What is wrong with the option, its name before a colon; empty for nothing. */
  public static Optional<String> objection(Settings main) {
    return main.find(EXTRA_LOCAL_INTERFACES).orElse(List.of()).stream()
        .filter(text -> address(text) == null)
        .map(text -> EXTRA_LOCAL_INTERFACES.name() + ": \"" + text + "\" is not an IP address")
        .findFirst();
  }

  /** The addresses. */
  public static List<InetAddress> extra(Settings main) {
    List<InetAddress> found = new ArrayList<>();
    for (String text : main.find(EXTRA_LOCAL_INTERFACES).orElse(List.of())) {
      InetAddress address = address(text);
      if (address != null) {
        found.add(address);
      }
    }
    return found;
  }

  private static @Nullable InetAddress address(String text) {
    // A port may stand behind, as in local_interfaces; it means nothing here.
    String host = text.strip().replaceFirst("^\\[(.*)\\]([:.]\\d+)?$", "$1");
    if (host.matches("\\d+(\\.\\d+){4}")) {
      host = host.substring(0, host.lastIndexOf('.'));
    }
    return IpAddress.parse(host);
  }
}
