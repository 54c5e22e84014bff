// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.net.InetAddress;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.IpText;

/**
 * A host with its address and port found: what a connection is made to.
 *
 * @param hop the hop as routing gave it, with the address filled in
 * @param address its address
 * @param port its port
 */
record Target(NextHop hop, InetAddress address, int port) {
  static Target of(NextHop hop, InetAddress address, int port) {
    NextHop found =
        new NextHop(hop.name(), IpText.of(address), port, hop.preference(), hop.secure());
    return new Target(found, address, port);
  }
}
