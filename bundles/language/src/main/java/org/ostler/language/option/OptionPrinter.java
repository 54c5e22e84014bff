// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** Shows options as {@code -bP} does. */
public final class OptionPrinter {
  private static final String HIDDEN = "<value not displayable>";

  /** Lists of users and groups. */
  private static final Set<String> USERS =
      Set.of(
          "admin_groups", "never_users", "owners", "owngroups", "trusted_groups", "trusted_users");

  /** Integers that are shown with a suffix. */
  private static final Set<String> SHORT =
      Set.of("bounce_return_linesize_limit", "message_body_visible");

  private static final Pattern TIME = Pattern.compile("(?:\\d+[wdhms])+");

  private OptionPrinter() {}

  /**
   * The line of one option, as in {@code smtp_accept_max = 20}, {@code prdr_enable} or {@code
   * no_prdr_enable}.
   *
   * @param hidden whether the value is not for the one who asks
   */
  public static String line(Option<?> option, Settings settings, boolean hidden) {
    if (option.kind() == Kind.BOOLEAN) {
      return settings.find(option).equals(Optional.of(true))
          ? option.name()
          : "no_" + option.name();
    }
    if (hidden) {
      return option.name() + " = " + HIDDEN;
    }
    Optional<Boolean> switched = switched(option, settings);
    if (switched.isPresent()) {
      return (switched.get() ? "" : "no_") + option.name();
    }
    String value = value(option, settings);
    // A number or a list of users that is not set has not even the blank.
    boolean bare =
        value.isEmpty() && (option.kind() == Kind.FIXED || USERS.contains(option.name()));
    return option.name() + (bare ? " =" : " = " + value);
  }

  /** Such as {@code more}: shown like a boolean as long as there is nothing to expand. */
  private static Optional<Boolean> switched(Option<?> option, Settings settings) {
    boolean like = "true".equals(option.initial()) || "false".equals(option.initial());
    if (option.kind() != Kind.EXPANDED || !like) {
      return Optional.empty();
    }
    return switch (value(option, settings)) {
      case "true", "yes" -> Optional.of(true);
      case "false", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** The value alone; a boolean is its name, with {@code no_} before it when it is false. */
  public static String value(Option<?> option, Settings settings) {
    if (option.kind() == Kind.BOOLEAN) {
      return line(option, settings, false);
    }
    Optional<?> value = settings.find(option);
    if (value.isEmpty() && option.kind() == Kind.TIME) {
      return "0s";
    }
    return value.map(v -> shown(option, v, settings)).orElse("");
  }

  private static String shown(Option<?> option, Object value, Settings settings) {
    return switch (value) {
      case Integer number when option.kind() == Kind.OCTAL ->
          number == 0 ? "0" : "0" + Integer.toOctalString(number);
      case Integer number when option.kind() == Kind.FIXED -> fixed(number);
      case Integer number when SHORT.contains(option.name()) -> size(number);
      case Long number -> size(number);
      case Duration time -> time(time);
      case List<?> _ ->
          printable(SettingsBuilder.written(settings, option).orElse(initial(option)));
      case Expandable string when isTime(option, string.source()) -> time(string.source());
      case Expandable string -> printable(string.source());
      case MatchList list -> printable(list.source());
      default -> printable(value.toString());
    };
  }

  /** A time that may be expanded, where there is nothing to expand. */
  private static boolean isTime(Option<?> option, String source) {
    String initial = option.initial();
    return initial != null
        && TIME.matcher(initial).matches()
        && TIME.matcher(source.strip()).matches();
  }

  private static String time(String source) {
    try {
      return time(Numbers.time("", source.strip()));
    } catch (InvalidArgument _) {
      return source;
    }
  }

  private static String initial(Option<?> option) {
    String initial = option.initial();
    return initial == null ? "" : initial;
  }

  private static String fixed(int thousandths) {
    String decimals = String.valueOf(1000 + thousandths % 1000).substring(1);
    int end = decimals.length();
    while (end > 1 && decimals.charAt(end - 1) == '0') {
      end--;
    }
    return thousandths / 1000 + "." + decimals.substring(0, end);
  }

  /** With the largest suffix that leaves a whole number. */
  private static String size(long number) {
    long value = number;
    int suffix = 0;
    while (value != 0 && value % 1024 == 0 && suffix < 3) {
      value /= 1024;
      suffix++;
    }
    return value + List.of("", "K", "M", "G").get(suffix);
  }

  /** As in {@code 1w2d3h4m5s}. */
  public static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long[] units = {604_800, 86_400, 3_600, 60, 1};
    for (int i = 0; i < units.length; i++) {
      if (seconds >= units[i]) {
        text.append(seconds / units[i]).append("wdhms".charAt(i));
        seconds %= units[i];
      }
    }
    return text.toString();
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        case '\b' -> shown.append("\\b");
        case '\013' -> shown.append("\\v");
        case '\f' -> shown.append("\\f");
        default -> {
          if (c < 32 || c > 126) {
            // Three digits, whatever the octet.
            shown.append('\\').append(Integer.toOctalString(01000 | c).substring(1));
          } else {
            shown.append(c);
          }
        }
      }
    }
    return shown.toString();
  }
}
