// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.net.InetAddress;

/** Tells which addresses are this host's own. */
@FunctionalInterface
public interface Locality {
  boolean isLocal(InetAddress address);
}
