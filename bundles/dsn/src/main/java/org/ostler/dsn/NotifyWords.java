// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.DsnRequest.Notify;

/** The value of NOTIFY (RFC 3461 §4.1). */
final class NotifyWords {
  private NotifyWords() {}

  /** The words of a value, in any case of letters; null when it makes no sense. */
  static @Nullable Set<Notify> parse(String value) {
    Set<Notify> words = EnumSet.noneOf(Notify.class);
    for (String item : value.split(",")) {
      Notify word =
          switch (item.toUpperCase(Locale.ROOT)) {
            case "NEVER" -> Notify.NEVER;
            case "SUCCESS" -> Notify.SUCCESS;
            case "FAILURE" -> Notify.FAILURE;
            case "DELAY" -> Notify.DELAY;
            default -> null;
          };
      boolean alone = word == Notify.NEVER ? words.isEmpty() : !words.contains(Notify.NEVER);
      if (word == null || !alone || (word == Notify.NEVER && value.indexOf(',') >= 0)) {
        return null;
      }
      words.add(word);
    }
    return words.isEmpty() ? null : words;
  }

  static String text(Set<Notify> words) {
    return words.stream().sorted().map(Notify::name).collect(Collectors.joining(","));
  }
}
