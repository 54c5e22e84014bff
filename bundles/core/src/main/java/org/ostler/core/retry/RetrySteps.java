// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;

/**
 * Reads the steps of a retry rule: {@code F,TIME,INTERVAL} or {@code G,TIME,INTERVAL,FACTOR}, with
 * semicolons between them, and Exim's words for what is wrong.
 */
final class RetrySteps {
  private static final Pattern TIME = Pattern.compile("(?:[0-9]{1,9}[wdhms])+");
  private static final Pattern PART = Pattern.compile("([0-9]+)([wdhms])");
  private static final Pattern FACTOR = Pattern.compile("([0-9]{1,6})(?:\\.([0-9]*))?");

  private final String text;
  private int at;

  private RetrySteps(String text) {
    this.text = text;
  }

  static List<RetryRule.Step> read(String text) throws InvalidArgument {
    return new RetrySteps(text.strip()).steps();
  }

  private List<RetryRule.Step> steps() throws InvalidArgument {
    List<RetryRule.Step> steps = new ArrayList<>();
    while (at < text.length()) {
      char letter = text.charAt(at++);
      long limit = time(argument());
      RetryRule.Kind kind = kind(letter);
      long interval = time(argument());
      int factor = kind == RetryRule.Kind.F ? 0 : factor(argument());
      if (limit <= 0 || interval <= 0 || (kind != RetryRule.Kind.F && factor < 1000)) {
        throw new InvalidArgument("bad parameters for retry rule: \"" + text + "\"");
      }
      steps.add(
          new RetryRule.Step(
              kind, Duration.ofSeconds(limit), Duration.ofSeconds(interval), factor));
      at = Ascii.skipSpace(text, at);
      if (at < text.length() && text.charAt(at) != ';') {
        throw new InvalidArgument("semicolon expected in retry rule \"" + text + "\"");
      }
      at = Ascii.skipSpace(text, Math.min(text.length(), at + 1));
    }
    return List.copyOf(steps);
  }

  private RetryRule.Kind kind(char letter) throws InvalidArgument {
    return switch (letter) {
      case 'F', 'f' -> RetryRule.Kind.F;
      case 'G', 'g' -> RetryRule.Kind.G;
      case 'H', 'h' -> RetryRule.Kind.H;
      default -> throw new InvalidArgument("unknown retry rule letter \"" + letter + "\"");
    };
  }

  private String argument() throws InvalidArgument {
    if (!text.startsWith(",", at)) {
      throw new InvalidArgument("comma expected in retry rule \"" + text + "\"");
    }
    int from = Ascii.skipSpace(text, at + 1);
    at = from;
    while (at < text.length()
        && (Ascii.isAlpha(text.charAt(at))
            || Ascii.isDigit(text.charAt(at))
            || text.charAt(at) == '.')) {
      at++;
    }
    boolean ends = at >= text.length() || Ascii.isSpace(text.charAt(at));
    if (!ends && text.charAt(at) != ',' && text.charAt(at) != ';') {
      throw new InvalidArgument("comma or semicolon expected in retry rule \"" + text + "\"");
    }
    return text.substring(from, at);
  }

  /** In seconds; -1 when it is none. */
  static long time(String text) {
    if (!TIME.matcher(text).matches()) {
      return -1;
    }
    long seconds = 0;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      long unit =
          switch (parts.group(2)) {
            case "w" -> 604_800;
            case "d" -> 86_400;
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
          };
      seconds += Long.parseLong(parts.group(1)) * unit;
    }
    return seconds;
  }

  /** In thousandths; -1 when it is none. */
  private static int factor(String text) {
    Matcher factor = FACTOR.matcher(text);
    if (!factor.matches()) {
      return -1;
    }
    String decimals = factor.group(2) == null ? "" : factor.group(2);
    // What is behind the third decimal does not count.
    return Integer.parseInt(factor.group(1)) * 1000
        + Integer.parseInt((decimals + "000").substring(0, 3));
  }
}
