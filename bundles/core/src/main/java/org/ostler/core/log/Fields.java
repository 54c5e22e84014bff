// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a line, each with its leading blank. */
public final class Fields {
  private final Log log;
  private final StringBuilder text;

  Fields(Log log, String start) {
    this.log = log;
    this.text = new StringBuilder(160).append(start);
  }

  Fields raw(String words) {
    text.append(words);
    return this;
  }

  /** {@code tag=value}, nothing when there is no value. */
  Fields field(String tag, @Nullable String value) {
    if (value != null) {
      text.append(' ').append(tag).append('=').append(value);
    }
    return this;
  }

  /** The same when the selector is on. */
  Fields field(LogSelector selector, String tag, @Nullable String value) {
    return log.selects(selector) ? field(tag, value) : this;
  }

  Fields flag(boolean on, String word) {
    if (on) {
      text.append(' ').append(word);
    }
    return this;
  }

  /** {@code X= CV= DN= SNI=} as both directions have them. */
  Fields tls(@Nullable Tls tls) {
    if (tls == null) {
      return this;
    }
    String resumed = tls.resumed() && log.selects(LogSelector.TLS_RESUMPTION) ? "*" : "";
    field(LogSelector.TLS_CIPHER, "X", tls.cipher() + resumed);
    field(LogSelector.TLS_CERTIFICATE_VERIFIED, "CV", tls.verified());
    if (tls.peerDn() != null) {
      field(LogSelector.TLS_PEERDN, "DN", "\"" + printable(tls.peerDn()) + "\"");
    }
    if (tls.sni() != null) {
      field(LogSelector.TLS_SNI, "SNI", printable(tls.sni()));
    }
    return this;
  }

  Fields duration(LogSelector selector, String tag, @Nullable Duration duration) {
    if (duration != null && log.selects(selector)) {
      field(tag, interval(duration, log.selects(LogSelector.MILLISEC)));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * Exim's time interval: {@code 1d2h3m4s}; below five seconds {@code 4.005s} when {@code millisec}
   * is selected.
   */
  static String interval(Duration duration, boolean milliseconds) {
    Duration time = duration.isNegative() ? Duration.ZERO : duration;
    if (milliseconds && time.compareTo(Duration.ofSeconds(5)) < 0) {
      long milli = time.toMillis();
      return milli / 1000 + "." + String.format(java.util.Locale.ROOT, "%03d", milli % 1000) + "s";
    }
    long seconds = time.toSeconds();
    StringBuilder text = new StringBuilder();
    long[] units = {604800, 86400, 3600, 60, 1};
    for (int i = 0; i < units.length; i++) {
      long count = seconds / units[i];
      seconds %= units[i];
      if (count > 0) {
        text.append(count).append("wdhms".charAt(i));
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** Control characters and those that would split a field are written as escapes. */
  public static String printable(String octets) {
    StringBuilder text = null;
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      boolean plain = c >= ' ' && c < 127;
      if (text == null && !plain) {
        text = new StringBuilder(octets.substring(0, i));
      }
      if (text != null) {
        text.append(plain ? String.valueOf(c) : escape(c));
      }
    }
    return text == null ? octets : text.toString();
  }

  /** In double quotes, with quotes and backslashes escaped. */
  static String quoted(String octets) {
    return "\"" + printable(octets.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\u000b' -> "\\v";
      case '\f' -> "\\f";
      default -> String.format(java.util.Locale.ROOT, "\\%03o", (int) c);
    };
  }
}
