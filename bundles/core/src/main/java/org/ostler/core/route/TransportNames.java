// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

/** What routers have to know of transports. */
@FunctionalInterface
public interface TransportNames {
  /** Whether the named transport sends to other hosts. */
  boolean isRemote(String name);

  /** Whether there is one of that name. */
  default boolean isKnown(String name) {
    return true;
  }
}
