// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.ostler.core.dns.HostsFile;

/** Which addresses are this host's own, and what its hosts file says. Safe for many threads. */
public final class LocalHosts {
  private final Predicate<InetAddress> own;
  private final HostsFile hostsFile;

  public LocalHosts(Predicate<InetAddress> own, Path hostsFile) {
    this.own = own;
    this.hostsFile = new HostsFile(hostsFile);
  }

  /** The interfaces of this machine, and its hosts file. */
  public static LocalHosts ofMachine() {
    return new LocalHosts(LocalHosts::isOfInterface, HostsFile.OF_MACHINE.file());
  }

  /** The same with addresses that are ours though no interface has them. */
  LocalHosts and(Collection<InetAddress> more) {
    return more.isEmpty()
        ? this
        : new LocalHosts(address -> own.test(address) || more.contains(address), hostsFile.file());
  }

  /** Whether mail sent to the address would come back to us; loopback is always ours. */
  public boolean isOwn(String address) {
    InetAddress parsed = IpAddress.parse(address);
    return parsed != null
        && (parsed.isLoopbackAddress() || parsed.isAnyLocalAddress() || own.test(parsed));
  }

  private static boolean isOfInterface(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false; // an address that no interface can be asked about is not one that we listen on
    }
  }

  /** The addresses that the hosts file gives a name, in its order. */
  public List<String> inHostsFile(String name) {
    return hostsFile.addresses(name);
  }
}
