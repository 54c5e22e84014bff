// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.acl.Delays;

/**
 * {@code smtp_ratelimit_mail} and {@code smtp_ratelimit_rcpt}: how commands of the hosts in {@code
 * smtp_ratelimit_hosts} are slowed down in one session.
 */
public final class RateLimits {
  private final SessionContext context;
  private final @Nullable Pace mail;
  private final @Nullable Pace rcpt;

  RateLimits(SessionContext context) throws InterruptedException {
    boolean slowed =
        context.policy().main().find(TrafficOptions.SMTP_RATELIMIT_HOSTS).isPresent()
            && context.has(TrafficOptions.SMTP_RATELIMIT_HOSTS);
    this.context = context;
    this.mail = slowed ? pace(context, TrafficOptions.SMTP_RATELIMIT_MAIL) : null;
    this.rcpt = slowed ? pace(context, TrafficOptions.SMTP_RATELIMIT_RCPT) : null;
  }

  private static @Nullable Pace pace(SessionContext context, Option<String> option) {
    return context.policy().main().find(option).flatMap(Limit::read).map(Pace::new).orElse(null);
  }

  /** What is wrong with the two options, the name of the one before a colon; empty for nothing. */
  public static Optional<String> objection(Settings main) {
    for (Option<String> option :
        List.of(TrafficOptions.SMTP_RATELIMIT_MAIL, TrafficOptions.SMTP_RATELIMIT_RCPT)) {
      String text = main.find(option).orElse("");
      if (!text.isEmpty() && Limit.read(text).isEmpty()) {
        return Optional.of(option.name() + ": malformed ratelimit data: " + text);
      }
    }
    return Optional.empty();
  }

  /** Before MAIL is answered; each message has its recipients counted anew. */
  void mail() throws InterruptedException {
    if (rcpt != null) {
      rcpt.again();
    }
    pause(mail);
  }

  void rcpt() throws InterruptedException {
    pause(rcpt);
  }

  private void pause(@Nullable Pace pace) throws InterruptedException {
    Duration time = pace == null ? Duration.ZERO : pace.next();
    if (time.isPositive()) {
      Delays.OF_SESSION.pause(time, context.situation());
    }
  }

  /**
   * An option's value.
   *
   * @param free so many commands are not delayed
   * @param first the delay of the next one, in milliseconds
   * @param factor what each further delay is longer by
   * @param longest where that ends, in milliseconds
   */
  record Limit(long free, double first, double factor, double longest) {
    private static final Pattern FORM =
        Pattern.compile(
            "\\s*(-?\\d{1,9})\\s*,\\s*((?:[\\d.]+[wdhms])+)\\s*,\\s*(\\d+(?:\\.\\d*)?)\\s*,"
                + "\\s*((?:[\\d.]+[wdhms])+)\\s*");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)([wdhms])");

    static Optional<Limit> read(String text) {
      Matcher form = FORM.matcher(text);
      return form.matches()
          ? Optional.of(
              new Limit(
                  Long.parseLong(form.group(1)),
                  millis(form.group(2)),
                  Double.parseDouble(form.group(3)),
                  millis(form.group(4))))
          : Optional.empty();
    }

    private static double millis(String time) {
      double total = 0;
      Matcher part = PART.matcher(time);
      while (part.find()) {
        total += Double.parseDouble(part.group(1)) * Quantity.seconds(part.group(2).charAt(0));
      }
      return total * 1000;
    }
  }

  /** How far a peer has come. */
  static final class Pace {
    private final Limit limit;
    private long seen;
    private double delay;

    Pace(Limit limit) {
      this.limit = limit;
      this.delay = limit.first();
    }

    void again() {
      seen = 0;
      delay = limit.first();
    }

    Duration next() {
      if (++seen <= limit.free()) {
        return Duration.ZERO;
      }
      Duration now = Duration.ofMillis((long) delay);
      delay = Math.min(delay * limit.factor(), limit.longest());
      return now;
    }
  }
}
