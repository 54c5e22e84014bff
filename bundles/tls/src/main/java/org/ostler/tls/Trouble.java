// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsFailure.Kind;

/**
 * Why a handshake ended. BouncyCastle turns what its callbacks throw into alerts; what they threw
 * first is kept here. Confined to the handshake's thread.
 */
final class Trouble {
  private @Nullable TlsFailure failure;
  private @Nullable InterruptedException interrupt;

  /** Notes a failure; answers the alert that the peer is to hear. */
  TlsFatalAlert failed(TlsFailure what, short alert) {
    if (failure == null) {
      failure = what;
    }
    return new TlsFatalAlert(alert, what);
  }

  TlsFatalAlert failed(Kind kind, String message, short alert) {
    return failed(new TlsFailure(kind, message, null), alert);
  }

  /** Notes an interrupt. */
  TlsFatalAlert interrupted(InterruptedException what) {
    interrupt = what;
    return new TlsFatalAlert(AlertDescription.internal_error, what);
  }

  /** What to tell the caller about a handshake that ended with {@code thrown}. */
  TlsFailure explain(IOException thrown) throws InterruptedException {
    if (interrupt != null) {
      throw interrupt;
    }
    TlsFailure known = failure;
    if (known != null) {
      return known;
    }
    return switch (thrown) {
      case TlsFailure it -> it;
      case TlsFatalAlertReceived it ->
          new TlsFailure(
              Kind.ALERT,
              "A TLS fatal alert has been received: " + words(it.getAlertDescription()),
              it);
      case TlsFatalAlert it -> new TlsFailure(Kind.PROTOCOL, raised(it), it);
      default -> new TlsFailure(Kind.LOST, "the connection broke: " + thrown.getMessage(), thrown);
    };
  }

  private static String words(short alert) {
    return AlertDescription.getName(alert).replace('_', ' ');
  }

  /** GnuTLS's words where it has some, since administrators look for them. */
  private static String raised(TlsFatalAlert alert) {
    return switch (alert.getAlertDescription()) {
      case AlertDescription.unexpected_message -> "An unexpected TLS packet was received.";
      case AlertDescription.record_overflow ->
          "A TLS record packet with invalid length was received.";
      case AlertDescription.handshake_failure -> "No supported cipher suites have been found.";
      case AlertDescription.protocol_version ->
          "A packet with illegal or unsupported version was received.";
      case AlertDescription.bad_record_mac -> "Decryption has failed.";
      case AlertDescription.no_application_protocol ->
          "No common application protocol could be negotiated.";
      default -> {
        Throwable cause = alert.getCause();
        yield "Error in the handshake: "
            + words(alert.getAlertDescription())
            + (cause == null ? "" : " (" + cause + ")");
      }
    };
  }
}
