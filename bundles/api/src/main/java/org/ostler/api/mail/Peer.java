// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The other end of the session that brought the mail. A view that will grow. */
@ProviderType
public interface Peer {
  /** The peer's address; null for mail that a local program handed in. */
  @Nullable InetAddress address();

  /** The peer's port, 0 when unknown. */
  int port();

  /** The argument of HELO or EHLO as sent; null before it. */
  @Nullable String heloName();

  /** The name found by reverse lookup, null when none was found or asked for. */
  @Nullable String hostName();

  /** Our own address of the connection; null for local mail. */
  @Nullable InetAddress localAddress();

  /** Our own port of the connection, 0 when unknown. */
  int localPort();
}
