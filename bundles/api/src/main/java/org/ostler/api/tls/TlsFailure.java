// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There is no session. The message is for the log, printable, without addresses. */
public final class TlsFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public TlsFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }

  /** Whose fault it is. */
  public enum Kind {
    /** A word of the configuration or a file of ours is wrong or missing. */
    CONFIGURATION,
    /** The handshake took too long. */
    TIMEOUT,
    /** The peer closed or the connection broke. */
    LOST,
    /** The peer sent an alert. */
    ALERT,
    /** The peer's octets are wrong, or there is nothing that both can do. */
    PROTOCOL,
    /** The peer's certificate was asked for and is missing or not good. */
    CERTIFICATE,
    /** A good proof by OCSP was asked for and is missing. */
    OCSP,
    /** The peers agree on no application protocol. */
    ALPN
  }
}
