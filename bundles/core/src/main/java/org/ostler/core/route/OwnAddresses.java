// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.list.Locality;

/**
 * Which addresses are this host's own: those of {@code local_interfaces}, where an address of no
 * particular interface stands for all of its family, and those of {@code extra_local_interfaces},
 * though no interface here has them. Safe for many threads.
 */
public final class OwnAddresses implements Locality {
  /** Where we listen; unset for all interfaces. */
  public static final Option<List<String>> LOCAL_INTERFACES =
      Option.strings("local_interfaces", null);

  static final Option<List<String>> EXTRA_LOCAL_INTERFACES =
      Option.strings("extra_local_interfaces", null);

  private final Set<InetAddress> named = new HashSet<>();
  private boolean anyIpv4;
  private boolean anyIpv6;

  private OwnAddresses() {}

  /** For a configuration. */
  public static OwnAddresses of(Settings main) {
    OwnAddresses own = new OwnAddresses();
    for (String text : main.find(LOCAL_INTERFACES).orElse(List.of("0.0.0.0", "::"))) {
      InetAddress address = address(text);
      if (address != null && !address.isAnyLocalAddress()) {
        own.named.add(address);
      } else if (address instanceof Inet4Address) {
        own.anyIpv4 = true;
      } else if (address != null) {
        own.anyIpv6 = true;
      }
    }
    for (String text : main.find(EXTRA_LOCAL_INTERFACES).orElse(List.of())) {
      InetAddress address = address(text);
      if (address != null) {
        own.named.add(address);
      }
    }
    return own;
  }

  /** What is wrong with the option, its name before a colon; empty for nothing. */
  public static Optional<String> objection(Settings main) {
    return main.find(EXTRA_LOCAL_INTERFACES).orElse(List.of()).stream()
        .filter(text -> address(text) == null)
        .map(text -> EXTRA_LOCAL_INTERFACES.name() + ": \"" + text + "\" is not an IP address")
        .findFirst();
  }

  @Override
  public boolean isLocal(InetAddress address) {
    return named.contains(address)
        || (address instanceof Inet4Address ? anyIpv4 : anyIpv6) && isOfInterface(address);
  }

  private static boolean isOfInterface(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false; // an address that no interface can be asked about is not one that we listen on
    }
  }

  /** The address of an item, whose port means nothing here; null for what is none. */
  private static @Nullable InetAddress address(String text) {
    String host = text.strip().replaceFirst("^\\[(.*)\\]([:.]\\d+)?$", "$1");
    if (host.matches("\\d+(\\.\\d+){4}")) {
      host = host.substring(0, host.lastIndexOf('.'));
    }
    return IpAddress.parse(host);
  }
}
