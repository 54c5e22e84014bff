// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;
import org.ostler.core.route.RouterOptions;

/**
 * What went wrong, in the words of retry rules.
 *
 * @param word such as {@code refused}, {@code timeout_connect}, {@code rcpt_4}; empty for anything
 *     else
 * @param code the SMTP reply code, or 0
 * @param number Exim's error number, as the log shows it
 * @param idle of a mailbox that is full: how long nobody has looked into it, or null
 */
public record RetryError(String word, int code, int number, @Nullable Duration idle) {
  /** A deferral of routing. */
  public static final RetryError ROUTING = new RetryError("", 0, -1);

  /** A deferral of routing because a host or a domain is not known. */
  public static final RetryError LOOKUP = new RetryError("lookup", 0, -1);

  public RetryError(String word, int code, int number) {
    this(word, code, number, null);
  }

  /** The deferral of routing that has this text. */
  public static RetryError ofRouting(String message) {
    boolean unknown =
        message.equals(RouterOptions.DEFER_REQUESTED) || UNKNOWN_HOST.matcher(message).find();
    return unknown ? LOOKUP : ROUTING;
  }

  /** The same of a mailbox that nobody has looked into for so long. */
  public RetryError afterIdle(@Nullable Duration time) {
    return new RetryError(word, code, number, time);
  }

  private static final Pattern UNKNOWN_HOST =
      Pattern.compile("^lookup (of host|failed)|host lookup failed");

  private static final Pattern COMMAND =
      Pattern.compile(
          "SMTP error from remote mail server after (?:pipelined )?"
              + "(?:sending )?(MAIL|RCPT|DATA|end of data|message body|initial)",
          Pattern.CASE_INSENSITIVE);

  /** Reads the words that transports use. */
  public static RetryError of(Outcome.Trouble trouble) {
    int code = trouble.reply() == null ? 0 : trouble.reply().code();
    String reason = trouble.reason();
    Matcher command = COMMAND.matcher(reason);
    if (code >= 400 && command.find()) {
      return switch (command.group(1).toUpperCase(Locale.ROOT)) {
        case "MAIL" -> new RetryError("mail", code, -45);
        case "RCPT" -> new RetryError("rcpt", code, -44);
        case "DATA", "END OF DATA", "MESSAGE BODY" -> new RetryError("data", code, -46);
        default -> new RetryError("", code, 0);
      };
    }
    if (trouble.cause() == Cause.TLS_REQUIRED) {
      return new RetryError("tls_required", code, trouble.cause().number());
    } else if (trouble.cause() == Cause.TLS_FAILED) {
      // Whatever words of the peer's the text may have in it.
      return new RetryError("", code, trouble.cause().number());
    }
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("connection refused")) {
      return new RetryError("refused", 0, 111);
    } else if (lower.contains("no route to host")) {
      return new RetryError("", 0, 113);
    } else if (lower.contains("connection timed out") && !lower.contains("after")) {
      return new RetryError("timeout_connect", 0, 110);
    } else if (lower.contains("timed out") || lower.contains("timeout")) {
      return new RetryError("timeout", 0, 110);
    } else if (lower.contains("closed connection") || lower.contains("lost connection")) {
      return new RetryError("lost_connection", 0, -18);
    } else if (lower.contains("quota") || lower.contains("mailbox is full")) {
      return new RetryError("quota", 0, -22);
    } else if (lower.contains("tls")) {
      return new RetryError("tls_required", 0, -38);
    } else if (lower.contains("authentication")) {
      return new RetryError("auth_failed", 0, -42);
    }
    return new RetryError("", code, trouble.cause().number());
  }

  /**
   * Whether the word of a rule covers this error; {@code mx} says whether the host came from an MX
   * record, null when nobody knows.
   */
  boolean isCoveredBy(String ruleWord, @Nullable Boolean mx) {
    if (ruleWord.equals("*")) {
      return true;
    }
    if (ruleWord.startsWith("quota_")) {
      long wanted = RetrySteps.time(ruleWord.substring("quota_".length()));
      return word.equals("quota") && idle != null && idle.toSeconds() >= wanted;
    }
    String wanted = ruleWord;
    if (wanted.endsWith("_MX") || wanted.endsWith("_A")) {
      if (mx == null || wanted.endsWith("_MX") != mx) {
        return false;
      }
      wanted = wanted.substring(0, wanted.lastIndexOf('_'));
    }
    Matcher reply = Pattern.compile("(mail|rcpt|data)_(4[\\dx][\\dx])").matcher(wanted);
    if (reply.matches()) {
      return reply.group(1).equals(word)
          && String.valueOf(code).matches(reply.group(2).replace('x', '.'));
    }
    return wanted.equals(word) || (wanted.equals("timeout") && word.equals("timeout_connect"));
  }
}
