// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words after {@code callout=}.
 *
 * @param timeout for each command
 * @param connect for connecting
 * @param overall for all hosts together
 * @param from {@code mailfrom=}, or null for the null reverse-path
 * @param postmasterFrom {@code postmaster_mailfrom=}
 * @param words those without a value
 */
record CalloutWords(
    Duration timeout,
    Duration connect,
    Duration overall,
    @Nullable String from,
    String postmasterFrom,
    List<String> words) {
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Pattern PART = Pattern.compile("([0-9]{1,9})([wdhms])");

  /** Reads words that were checked when the configuration was read. */
  static CalloutWords parse(List<String> given) {
    Duration timeout = USUAL;
    Duration connect = null;
    Duration overall = null;
    String from = null;
    String postmasterFrom = null;
    for (String word : given) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? "" : word.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      String value = equals < 0 ? "" : word.substring(equals + 1).strip();
      switch (name) {
        case "connect" -> connect = time(value);
        case "maxwait" -> overall = time(value);
        case "mailfrom" -> from = value;
        case "postmaster_mailfrom" -> postmasterFrom = value;
        default -> timeout = PART.matcher(word).lookingAt() ? time(word) : timeout;
      }
    }
    List<String> plain = given.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    return new CalloutWords(
        timeout,
        connect == null ? timeout : connect,
        overall == null ? timeout.multipliedBy(4) : overall,
        from,
        postmasterFrom == null ? "" : postmasterFrom,
        postmasterFrom == null ? plain : with(plain, "postmaster"));
  }

  private static List<String> with(List<String> words, String more) {
    List<String> all = new java.util.ArrayList<>(words);
    all.add(more);
    return List.copyOf(all);
  }

  private static Duration time(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long unit = List.of(604_800L, 86_400L, 3_600L, 60L, 1L).get("wdhms".indexOf(part.group(2)));
      sum = sum.plusSeconds(Long.parseLong(part.group(1)) * unit);
    }
    return sum.isZero() ? USUAL : sum;
  }

  boolean has(String word) {
    return words.contains(word);
  }

  boolean asksPostmaster() {
    return has("postmaster") || has("fullpostmaster");
  }
}
