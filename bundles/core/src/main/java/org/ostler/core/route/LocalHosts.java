// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.ostler.core.dns.HostsFile;
import org.ostler.language.list.Locality;

/** Which addresses are this host's own, and what its hosts file says. Safe for many threads. */
public final class LocalHosts {
  private final Locality own;
  private final HostsFile hostsFile;

  public LocalHosts(Locality own, Path hostsFile) {
    this.own = own;
    this.hostsFile = new HostsFile(hostsFile);
  }

  /** For this machine's hosts file, as long as no configuration says which addresses are ours. */
  public static LocalHosts ofMachine() {
    return new LocalHosts(address -> false, HostsFile.OF_MACHINE.file());
  }

  /** The same, where these addresses are ours. */
  LocalHosts owning(Locality addresses) {
    return new LocalHosts(addresses, hostsFile.file());
  }

  /**
   * Whether the address is one of ours; the address of no host always leads back to us, whatever we
   * listen on.
   */
  public boolean isOwn(String address) {
    InetAddress parsed = IpAddress.parse(address);
    return parsed != null && (parsed.isAnyLocalAddress() || own.isLocal(parsed));
  }

  /** The addresses that the hosts file gives a name, in its order. */
  public List<String> inHostsFile(String name) {
    return hostsFile.addresses(name);
  }
}
