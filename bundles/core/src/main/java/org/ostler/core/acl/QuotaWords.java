// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * The option {@code quota} of {@code verify = recipient}: {@code
 * quota=cachepos=TIME,cacheneg=TIME,no_cache}.
 *
 * @param positive how long a mailbox that had room is taken to have it
 * @param negative how long a full one is taken to be full
 */
public record QuotaWords(Duration positive, Duration negative) {
  private static final String OPTION = "quota";
  private static final Duration POSITIVE = Duration.ofMinutes(5);
  private static final Duration NEGATIVE = Duration.ofHours(1);

  static boolean isMeant(String option) {
    String rest = option.substring(Math.min(OPTION.length(), option.length()));
    return Ascii.startsIgnoringCase(option, OPTION)
        && (rest.isEmpty() || Ascii.strip(rest).startsWith("="));
  }

  /** What the options say of quotas; null when they say nothing. */
  public static @Nullable QuotaWords of(List<String> options) {
    for (String option : options) {
      if (isMeant(option)) {
        try {
          return parse(option, option);
        } catch (InvalidArgument wrong) {
          throw new IllegalStateException("options are checked when they are compiled", wrong);
        }
      }
    }
    return null;
  }

  /** Reads the option, which stands in {@code text}. */
  static QuotaWords parse(String option, String text) throws InvalidArgument {
    Duration positive = POSITIVE;
    Duration negative = NEGATIVE;
    String rest = Ascii.strip(option.substring(OPTION.length()));
    ListText list = new ListText(rest.isEmpty() ? "" : rest.substring(1), ',');
    for (String word = list.next(); word != null; word = list.next()) {
      int equals = word.indexOf('=');
      String name = Ascii.lower(Ascii.strip(equals < 0 ? word : word.substring(0, equals)));
      if (equals < 0 && name.equals("no_cache")) {
        positive = Duration.ZERO;
        negative = Duration.ZERO;
      } else if (equals >= 0 && name.equals("cachepos")) {
        positive = time(word.substring(equals + 1), text);
      } else if (equals >= 0 && name.equals("cacheneg")) {
        negative = time(word.substring(equals + 1), text);
      } else {
        throw VerifyOptions.unknown(OPTION + "=" + word, text);
      }
    }
    return new QuotaWords(positive, negative);
  }

  private static Duration time(String word, String text) throws InvalidArgument {
    long seconds = Times.seconds(Ascii.strip(word));
    if (seconds < 0) {
      throw new InvalidArgument("bad time value in ACL condition \"verify " + text + "\"");
    }
    return Duration.ofSeconds(seconds);
  }
}
