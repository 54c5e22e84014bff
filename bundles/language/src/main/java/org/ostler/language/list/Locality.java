// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Tells which addresses are this host's own. */
@FunctionalInterface
public interface Locality {
  /** All addresses of the network interfaces. */
  Locality INTERFACES =
      address -> {
        try {
          return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
          return false;
        }
      };

  boolean isLocal(InetAddress address);
}
