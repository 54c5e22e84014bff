// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * The arguments of {@code ratelimit}.
 *
 * @param limit events a period that are too many
 * @param limitText as written, for {@code $sender_rate_limit}
 * @param periodSeconds the period
 * @param periodText as written, for {@code $sender_rate_period} and the key
 * @param per what is counted
 * @param perGiven whether that was said; else it is {@code per_mail}
 * @param mode whether over-limit events count
 * @param noupdate the old word for {@code readonly}
 * @param count {@code count=}, or -1
 * @param unique {@code unique=}, or null
 * @param hasKey whether a key was given
 * @param key the key
 */
record RateSpec(
    double limit,
    String limitText,
    long periodSeconds,
    String periodText,
    Per per,
    boolean perGiven,
    Mode mode,
    boolean noupdate,
    double count,
    @Nullable String unique,
    boolean hasKey,
    String key) {
  private static final Set<Phase> AFTER_RECIPIENTS =
      Set.of(
          Phase.PREDATA,
          Phase.MIME,
          Phase.DKIM,
          Phase.DATA,
          Phase.PRDR,
          Phase.NOT_SMTP,
          Phase.NOT_SMTP_MIME);

  /** What is counted. */
  enum Per {
    CONN,
    MAIL,
    RCPT,
    ALLRCPTS,
    BYTE,
    CMD,
    ADDR;

    /** What counts together: octets as messages do, addresses as recipients. */
    String keyWord(boolean all) {
      return switch (this) {
        case BYTE -> MAIL.word(all);
        case ADDR -> RCPT.word(all);
        default -> word(all);
      };
    }

    String word(boolean all) {
      return this == RCPT && all ? "per_allrcpts" : "per_" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which events count. */
  enum Mode {
    LEAKY,
    STRICT,
    READONLY,
    UNSET
  }

  /**
   * One event as this message and list have it.
   *
   * @param count how much it adds
   * @param unique what makes it the same event as another, or null
   * @param readOnly whether it is measured only
   * @param all whether all recipients count at once
   */
  record Event(double count, @Nullable String unique, boolean readOnly, boolean all) {}

  static RateSpec parse(String text) throws InvalidArgument {
    ListText list = new ListText(text, '/');
    String limit = list.next();
    if (limit == null) {
      throw new InvalidArgument("sender rate limit not set");
    }
    double number = number(limit);
    String period = list.next();
    long seconds = period == null ? -1 : Times.seconds(period);
    if (period == null || seconds <= 0) {
      throw new InvalidArgument(
          "\"" + (period == null ? "NULL" : period) + "\" is not a time value");
    }
    return new RateOptions().read(list).spec(number, limit, seconds, period);
  }

  /** A number with an optional K, M or G. */
  private static double number(String text) throws InvalidArgument {
    int end = text.length();
    double unit = 1;
    if (end > 0) {
      int at = "kmg".indexOf(Ascii.lower(text.substring(end - 1)));
      if (at >= 0) {
        unit = Math.pow(1024, at + 1);
        end--;
      }
    }
    double value = decimal(text.substring(0, end));
    if (value < 0) {
      throw new InvalidArgument("\"" + text + "\" is not a positive number");
    }
    return value * unit;
  }

  /** A decimal number; -1 when it is none. */
  static double decimal(String text) {
    return text.matches("\\+?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")
        ? Double.parseDouble(text)
        : -1;
  }

  /** What happens in the list of a phase; some words make no sense in some. */
  Event event(Situation situation, Phase phase) throws InvalidArgument {
    boolean message = PhaseNames.isAboutMessage(phase);
    boolean misplaced = false;
    boolean all = false;
    double amount = 1;
    String same = unique;
    switch (per) {
      case CONN -> misplaced = phase == Phase.NOT_SMTP || phase == Phase.NOT_SMTP_START;
      case MAIL -> misplaced = !message && perGiven;
      case RCPT -> {
        all = AFTER_RECIPIENTS.contains(phase);
        misplaced = phase == Phase.MAIL || !message;
        amount = all ? situation.envelope().recipients().size() : 1;
      }
      case BYTE -> {
        misplaced = !message;
        long size = Math.max(situation.envelope().size, situation.envelope().announcedSize);
        amount = misplaced ? 1 : Math.max(0, size);
      }
      case ADDR -> {
        misplaced = phase != Phase.RCPT;
        Address address = situation.addressee();
        same = misplaced || address == null ? "*" : address.localPart() + "@" + address.domain();
      }
      case CMD, ALLRCPTS -> {}
    }
    if (misplaced && (mode == Mode.LEAKY || mode == Mode.STRICT) && !noupdate) {
      throw new InvalidArgument(
          "\""
              + per.word(all)
              + "\" must not have /leaky or /strict option, or cannot be used in "
              + PhaseNames.of(phase)
              + " ACL");
    }
    boolean readOnly = noupdate || misplaced || mode == Mode.READONLY;
    double given = count >= 0 ? count : amount;
    return new Event(readOnly ? 0 : given, same, readOnly, all);
  }
}
