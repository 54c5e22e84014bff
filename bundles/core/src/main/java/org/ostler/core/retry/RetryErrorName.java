// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;

/**
 * The name of an error in a retry rule or behind {@code -brt}. Case does not count, and a name may
 * be cut short: {@code lost} is {@code lost_connection}.
 */
public final class RetryErrorName {
  private static final List<String> WHOLE = List.of("lost_connection", "tls_required", "lookup");

  /** What may stand behind {@code timeout_}; the first one that begins like it is meant. */
  private static final List<String> OF_TIMEOUT =
      List.of("A", "MX", "connect", "connect_A", "connect_MX");

  private static final List<String> OF_REFUSED = List.of("MX", "A");
  private static final Pattern REPLY = Pattern.compile("(mail|rcpt|data)_4.*");
  private static final Pattern CODE = Pattern.compile("\\d\\d|\\dx|xx");

  private RetryErrorName() {}

  /** The full name: in lower case but for {@code MX} and {@code A}. */
  static String of(String text) throws InvalidArgument {
    int line = text.indexOf('_');
    String first = (line < 0 ? text : text.substring(0, line)).toLowerCase(Locale.ROOT);
    @Nullable String rest = line < 0 ? null : text.substring(line + 1);
    String name =
        switch (first) {
          case "*" -> rest == null ? "*" : null;
          case "quota" -> quota(rest);
          case "refused" -> rest == null ? first : refused(rest);
          case "timeout" -> rest == null ? first : timeout(rest);
          case "auth" -> rest != null && begins("failed", rest) ? "auth_failed" : null;
          default -> REPLY.matcher(text.toLowerCase(Locale.ROOT)).matches() ? reply(text) : null;
        };
    if (name == null) {
      name = WHOLE.stream().filter(whole -> begins(whole, text)).findFirst().orElse(null);
    }
    if (name == null || text.isEmpty()) {
      throw new InvalidArgument("unknown or malformed retry error \"" + text + "\"");
    }
    return name;
  }

  private static boolean begins(String name, String start) {
    return name.regionMatches(true, 0, start, 0, start.length());
  }

  private static String quota(@Nullable String time) throws InvalidArgument {
    if (time == null) {
      return "quota";
    }
    if (RetrySteps.time(time) < 0) {
      throw new InvalidArgument("bad time value");
    }
    return "quota_" + time;
  }

  private static String refused(String host) throws InvalidArgument {
    for (String kind : OF_REFUSED) {
      if (begins(kind, host)) {
        return "refused_" + kind;
      }
    }
    throw new InvalidArgument("A or MX expected after \"refused\"");
  }

  private static String timeout(String what) throws InvalidArgument {
    for (String kind : OF_TIMEOUT) {
      if (begins(kind, what)) {
        return "timeout_" + kind;
      }
    }
    if (begins("dns", what)) {
      throw new InvalidArgument(
          "the retry error \"timeout_dns\" is no longer available (it has never worked): use timeout");
    }
    throw new InvalidArgument("\"A\", \"MX\", or \"connect\" expected after \"timeout\"");
  }

  private static String reply(String text) throws InvalidArgument {
    if (!CODE.matcher(text.substring(6)).matches()) {
      throw new InvalidArgument(
          text.substring(0, 4)
              + "_4 must be followed by xx, dx, or dd, where x is literal and d is any digit");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * An error as if it had happened.
   *
   * @param mx whether the host came from an MX record; null when the name does not tell
   */
  public record Happened(RetryError error, @Nullable Boolean mx) {}

  /** The error that a name stands for; a whole class of replies for one of them. */
  public static Happened happened(String text) throws InvalidArgument {
    String name = of(text);
    Matcher reply = Pattern.compile("(\\w+)_4(.)(.)").matcher(name);
    if (reply.matches() && REPLY.matcher(name).matches()) {
      boolean any = reply.group(2).equals("x");
      int tens = any ? 2 : Integer.parseInt(reply.group(2));
      int last = any ? 1 : reply.group(3).equals("x") ? 4 : Integer.parseInt(reply.group(3));
      return new Happened(new RetryError(reply.group(1), 400 + 10 * tens + last, 0), null);
    }
    if (name.startsWith("quota_")) {
      Duration idle = Duration.ofSeconds(RetrySteps.time(name.substring("quota_".length())));
      return new Happened(new RetryError("quota", 0, 0, idle), null);
    }
    Boolean mx = name.endsWith("_MX") ? Boolean.TRUE : name.endsWith("_A") ? Boolean.FALSE : null;
    String word = name.replaceFirst("_(MX|A)$", "");
    return new Happened(new RetryError(word.equals("*") ? "" : word, 0, 0), mx);
  }
}
