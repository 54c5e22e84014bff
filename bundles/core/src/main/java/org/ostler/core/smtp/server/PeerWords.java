// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.core.log.Log;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Connection;

/** How log lines of a session name the peer, and show what it said. */
public final class PeerWords {
  private static final Pattern SECRET = Pattern.compile("(?i)(AUTH\\s+\\S+)\\s+\\S");

  private final Connection connection;
  private final Log log;

  public PeerWords(Connection connection, Log log) {
    this.connection = connection;
    this.log = log;
  }

  /** The peer in the middle of a sentence. */
  String plain() {
    // Without the name of its first field, H= or U=.
    return PeerText.hostAndIdent(connection, log).substring(2);
  }

  /** The peer as a field of a line: {@code H=...}; for a local program {@code U=} alone. */
  String field() {
    return PeerText.hostAndIdent(connection, log);
  }

  /** {@code A=}, how the peer has authenticated, with a blank before it; or nothing. */
  static String authenticated(Connection peer) {
    String id = peer.authenticatedId == null ? "" : ":" + peer.authenticatedId;
    return peer.authenticator == null ? "" : " A=" + peer.authenticator + id;
  }

  /** {@code D=}, the time since {@code start}. */
  static String lasted(Duration time, boolean millis) {
    return " D="
        + (millis
            ? "%d.%03ds".formatted(time.toSeconds(), time.toMillisPart())
            : seconds(time.toSeconds()));
  }

  static String seconds(long seconds) {
    if (seconds == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long left = seconds;
    int[] units = {604800, 86400, 3600, 60, 1};
    for (int i = 0; i < units.length; i++) {
      if (left >= units[i]) {
        text.append(left / units[i]).append("wdhms".charAt(i));
        left %= units[i];
      }
    }
    return text.toString();
  }

  /** A command line without what may be a password: all that follows the mechanism of AUTH. */
  static String harmless(String line) {
    Matcher auth = SECRET.matcher(line);
    return auth.lookingAt() ? auth.group(1) + " ****" : line;
  }

  /** Text of the peer made printable: controls, and octets above 126, as octal escapes. */
  static String printable(@Nullable String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : (text == null ? "" : text).toCharArray()) {
      switch (c) {
        case '\\' -> safe.append("\\\\");
        case '\n' -> safe.append("\\n");
        case '\r' -> safe.append("\\r");
        case '\t' -> safe.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            safe.append("\\%03o".formatted((int) c));
          } else {
            safe.append(c);
          }
        }
      }
    }
    return safe.toString();
  }
}
