// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/**
 * What a line that mbox files begin messages with looks like. Programs of this host, and hosts that
 * are known for it, may send one in front of a message. Safe for many threads.
 */
public final class FromLines {
  /** Whose lines are passed over: else they are the first of the body. */
  public static final Option<MatchList> IGNORE_FROMLINE_HOSTS =
      Option.hosts("ignore_fromline_hosts", null);

  /** The same for programs of this host that speak SMTP. */
  public static final Option<Boolean> IGNORE_FROMLINE_LOCAL =
      Option.bool("ignore_fromline_local", false);

  public static final Option<String> UUCP_FROM_PATTERN =
      Option.string(
          "uucp_from_pattern",
          "^From\\s+(\\S+)\\s+(?:[a-zA-Z]{3},?\\s+)?(?:[a-zA-Z]{3}\\s+\\d?\\d"
              + "|\\d?\\d\\s+[a-zA-Z]{3}\\s+\\d\\d(?:\\d\\d)?)\\s+\\d\\d?:\\d\\d?");

  /** Who sends, with what the pattern caught as $1 to $9. */
  public static final Option<Expandable> UUCP_FROM_SENDER =
      Option.expanded("uucp_from_sender", "$1");

  private final Regex pattern;

  private FromLines(Regex pattern) {
    this.pattern = pattern;
  }

  static List<Option<?>> options() {
    return List.of(
        IGNORE_FROMLINE_HOSTS, IGNORE_FROMLINE_LOCAL, UUCP_FROM_PATTERN, UUCP_FROM_SENDER);
  }

  /** Those that the main part describes. */
  public static FromLines of(Settings main) {
    try {
      return new FromLines(Regex.compile(main.value(UUCP_FROM_PATTERN), false));
    } catch (BadPattern checked) {
      throw new IllegalStateException("checked when the configuration was read", checked);
    }
  }

  /** What is wrong with the pattern, if anything. */
  public static Optional<String> objection(Settings main) {
    try {
      Regex.compile(main.value(UUCP_FROM_PATTERN), false);
      return Optional.empty();
    } catch (BadPattern bad) {
      return Optional.of(UUCP_FROM_PATTERN.name() + ": " + bad.getMessage());
    }
  }

  /** What the pattern found in the line; null when it is none of them. */
  public Regex.@Nullable Found in(String line) {
    try {
      return pattern.find(line);
    } catch (Overrun tooLong) {
      return null;
    }
  }
}
