// SPDX-License-Identifier: Apache-2.0
package org.ostler.dnsdb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query taken apart: {@code [>SEPARATORS] [MODIFIERS,] [TYPE=]NAMES}.
 *
 * @param separator between records
 * @param fieldSeparator between the fields of a record; null when none was given
 * @param deferring what it means when a name cannot be told now
 * @param security what answers without DNSSEC are worth
 * @param patience how long the whole may take at most; empty when nothing was said
 * @param kind what is asked for
 * @param names in order
 */
record DnsdbQuery(
    String separator,
    @Nullable String fieldSeparator,
    Choice deferring,
    Choice security,
    Optional<Duration> patience,
    RecordKind kind,
    List<String> names) {
  /** The words of {@code defer_} and {@code dnssec_}. */
  enum Choice {
    STRICT,
    LAX,
    NEVER
  }

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final int TRIES = 2;
  private static final Pattern MODIFIER = Pattern.compile("(?i)defer_|dnssec_|retrans_|retry_");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:(\\d{1,4})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");
  private static final Pattern COUNT = Pattern.compile("\\d{1,4}");

  static DnsdbQuery parse(String text) throws MalformedQuery {
    return new Reader(text.strip()).query();
  }

  /** Reads from left to right. */
  private static final class Reader {
    private String rest;
    private String separator = "\n";
    private @Nullable String fieldSeparator;
    private Choice deferring = Choice.LAX;
    private Choice security = Choice.LAX;
    private @Nullable Duration wait;
    private int tries;

    Reader(String text) {
      this.rest = text;
    }

    DnsdbQuery query() throws MalformedQuery {
      separators();
      while (modifier()) {
        // Each takes itself off the front.
      }
      int equals = rest.indexOf('=');
      RecordKind kind =
          equals < 0 ? RecordKind.TXT : RecordKind.of(rest.substring(0, equals).strip());
      return new DnsdbQuery(
          separator,
          fieldSeparator,
          deferring,
          security,
          patience(),
          kind,
          names(rest.substring(equals + 1)));
    }

    private void separators() {
      if (!rest.startsWith(">")) {
        return;
      }
      int at = 1;
      if (at < rest.length()) {
        separator = rest.substring(at, at + 1);
        at++;
      }
      if (rest.startsWith(",", at)) {
        at++;
        fieldSeparator = at < rest.length() ? rest.substring(at, at + 1) : "";
        at = Math.min(at + 1, rest.length());
      } else if (rest.startsWith(";", at)) {
        fieldSeparator = "";
        at++;
      }
      rest = rest.substring(at).stripLeading();
    }

    private boolean modifier() throws MalformedQuery {
      Matcher word = MODIFIER.matcher(rest);
      if (!word.lookingAt()) {
        return false;
      }
      rest = rest.substring(word.end());
      switch (word.group().toLowerCase(Locale.ROOT)) {
        case "defer_" -> deferring = choice("unsupported dnsdb defer behaviour");
        case "dnssec_" -> security = choice("unsupported dnsdb dnssec behaviour");
        case "retrans_" -> wait = time();
        default -> tries = count();
      }
      rest = rest.stripLeading();
      if (!rest.startsWith(",")) {
        throw new MalformedQuery("dnsdb modifier syntax error");
      }
      rest = rest.substring(1).stripLeading();
      return true;
    }

    private Choice choice(String otherwise) throws MalformedQuery {
      for (Choice choice : Choice.values()) {
        String word = choice.name();
        if (rest.regionMatches(true, 0, word, 0, word.length())) {
          rest = rest.substring(word.length());
          return choice;
        }
      }
      throw new MalformedQuery(otherwise);
    }

    /** A time, right behind which the comma stands. */
    private Duration time() throws MalformedQuery {
      Matcher parts = TIME.matcher(rest);
      if (!parts.lookingAt() || parts.end() == 0 || !rest.startsWith(",", parts.end())) {
        throw new MalformedQuery("unsupported dnsdb timeout value");
      }
      rest = rest.substring(parts.end());
      long seconds = 0;
      long[] units = {604_800, 86_400, 3_600, 60, 1};
      for (int i = 0; i < units.length; i++) {
        String digits = parts.group(i + 1);
        seconds += digits == null ? 0 : Long.parseLong(digits) * units[i];
      }
      if (seconds == 0) {
        throw new MalformedQuery("unsupported dnsdb timeout value");
      }
      return Duration.ofSeconds(seconds);
    }

    private int count() throws MalformedQuery {
      Matcher count = COUNT.matcher(rest);
      if (!count.lookingAt()) {
        throw new MalformedQuery("dnsdb modifier syntax error");
      }
      rest = rest.substring(count.end());
      return Math.max(1, Integer.parseInt(count.group()));
    }

    private Optional<Duration> patience() {
      return wait == null && tries == 0
          ? Optional.empty()
          : Optional.of((wait == null ? WAIT : wait).multipliedBy(tries == 0 ? TRIES : tries));
    }

    /**
     * Names parted by colons, or by what stands behind a leading {@code <}; doubled, it is meant.
     */
    private static List<String> names(String list) {
      String text = list.strip();
      char sign = ':';
      if (text.length() > 1 && text.startsWith("<") && !Character.isLetterOrDigit(text.charAt(1))) {
        sign = text.charAt(1);
        text = text.substring(2);
      }
      List<String> names = new ArrayList<>();
      StringBuilder name = new StringBuilder();
      for (int i = 0; i <= text.length(); i++) {
        boolean end = i == text.length() || text.charAt(i) == sign;
        if (end && i + 1 < text.length() && text.charAt(i + 1) == sign) {
          name.append(sign);
          i++;
        } else if (end) {
          names.add(name.toString().strip());
          name.setLength(0);
        } else {
          name.append(text.charAt(i));
        }
      }
      names.removeIf(String::isEmpty);
      return names;
    }
  }
}
