// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.api.expansion.Expansion;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.Note;
import org.ostler.core.queue.QueuedMail;
import org.ostler.core.report.Misfortune;
import org.ostler.core.report.ReportOptions;
import org.ostler.core.route.Words;

/** Tells senders that their mail takes long, at the ages that {@code delay_warning} names. */
final class WaitingSender {
  private static final Pattern TIME =
      Pattern.compile("(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");
  private static final long[] UNITS = {604800, 86400, 3600, 60, 1};

  private final Desk desk;
  private final Policy policy;
  private final QueuedMail mail;
  private final Situation view;

  WaitingSender(Desk desk, Policy policy, QueuedMail mail, Situation view) {
    this.desk = desk;
    this.policy = policy;
    this.mail = mail;
    this.view = view;
  }

  void send(List<Misfortune> waiting, String sender) throws IOException, InterruptedException {
    Duration age = Duration.between(mail.message().received(), desk.clock().instant());
    List<Duration> times = times(policy.main().find(ReportOptions.DELAY_WARNING).orElse(List.of()));
    int due = due(times, age);
    if (due <= mail.warnings() || sender.isEmpty() || !isWanted()) {
      return;
    }
    Map<String, List<Misfortune>> byTarget = new LinkedHashMap<>();
    for (Misfortune one : waiting) {
      if (Ending.wantsDelay(one) && !one.reportTo(sender).isEmpty()) {
        byTarget.computeIfAbsent(one.reportTo(sender), key -> new ArrayList<>()).add(one);
      }
    }
    for (Map.Entry<String, List<Misfortune>> entry : byTarget.entrySet()) {
      desk.reports()
          .warning(
              mail,
              promised(times, due),
              entry.getValue(),
              entry.getKey(),
              policy.routers().surroundings().compiler(),
              view);
    }
    desk.queue().note(mail.id(), new Note.Warned(desk.clock().instant(), due));
  }

  private boolean isWanted() throws InterruptedException {
    return !(policy.main().value(ReportOptions.DELAY_WARNING_CONDITION).expand(view)
            instanceof Expansion.Value(var text))
        || Words.holds(text.value());
  }

  /**
   * How many warnings a message of this age should have had; after the last time the last gap
   * repeats.
   */
  static int due(List<Duration> times, Duration age) {
    int count = 0;
    Duration last = Duration.ZERO;
    Duration gap = Duration.ZERO;
    for (Duration time : times) {
      if (age.compareTo(time) < 0) {
        return count;
      }
      count++;
      gap = time.minus(last);
      last = time;
    }
    return gap.isPositive() ? count + (int) (age.minus(last).dividedBy(gap)) : count;
  }

  /** The age that the warning speaks of. */
  private static Duration promised(List<Duration> times, int due) {
    if (due <= times.size()) {
      return times.get(due - 1);
    }
    Duration last = times.getLast();
    Duration gap = times.size() > 1 ? last.minus(times.get(times.size() - 2)) : last;
    return last.plus(gap.multipliedBy(due - times.size()));
  }

  private static List<Duration> times(List<String> words) {
    List<Duration> times = new ArrayList<>();
    for (String word : words) {
      Matcher parts = TIME.matcher(word.strip());
      if (!word.isBlank() && parts.matches()) {
        long seconds = 0;
        for (int i = 0; i < UNITS.length; i++) {
          String digits = parts.group(i + 1);
          seconds += digits == null ? 0 : Long.parseLong(digits) * UNITS[i];
        }
        if (seconds > 0) {
          times.add(Duration.ofSeconds(seconds));
        }
      }
    }
    return times;
  }
}
