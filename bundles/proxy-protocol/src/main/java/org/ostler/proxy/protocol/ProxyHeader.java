// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a header says.
 *
 * @param source who connected to the proxy; null when the proxy speaks for itself or does not know
 * @param destination the proxy's own address that was connected to; null with {@code source}
 * @param facts what a header of version 2 adds
 */
record ProxyHeader(
    @Nullable InetSocketAddress source, @Nullable InetSocketAddress destination, Facts facts) {
  /** LOCAL, UNKNOWN, or a family without IP addresses. */
  static ProxyHeader withoutAddresses(Facts facts) {
    return new ProxyHeader(null, null, facts);
  }
}
