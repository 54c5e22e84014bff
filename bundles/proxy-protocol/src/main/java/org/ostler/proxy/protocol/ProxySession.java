// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Slot;

/** What became of the header of one connection. Of its session's thread. */
final class ProxySession {
  static final Slot<ProxySession> SLOT =
      new Slot<>("proxy.session", Slot.Scope.CONNECTION, ProxySession::new);

  /** Whether a header was asked for. */
  boolean required;

  /** Where the proxy connected from; null without a good header. */
  @Nullable InetSocketAddress local;

  /** Where the client connected to; null without a good header. */
  @Nullable InetSocketAddress external;

  /** What else the header said. */
  Facts facts = Facts.NONE;
}
