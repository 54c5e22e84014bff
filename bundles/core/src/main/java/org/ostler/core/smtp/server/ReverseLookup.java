// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.net.InetAddress;
import org.ostler.api.dns.Resolver;
import org.ostler.core.acl.PeerNames;
import org.ostler.core.acl.PeerNames.Found;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Connection;

/** Finds a peer's name by DNS, and tells the log when there is none. */
public final class ReverseLookup implements HostLookup {
  private final Resolver resolver;
  private final Log log;

  public ReverseLookup(Resolver resolver, Log log) {
    this.resolver = resolver;
    this.log = log;
  }

  @Override
  public void find(Connection connection) throws InterruptedException {
    InetAddress address = connection.address();
    if (PeerNames.reverse(connection, resolver) == Found.NO
        && address != null
        && log.selects(LogSelector.HOST_LOOKUP_FAILED)) {
      log.main(null, "no host name found for IP address " + PeerText.text(address));
    }
  }
}
