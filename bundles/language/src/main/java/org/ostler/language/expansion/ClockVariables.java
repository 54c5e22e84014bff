// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/** The time of day in its forms, {@code $tod_...}. */
final class ClockVariables {
  private static final DateTimeFormatter FULL = local("EEE, dd MMM yyyy HH:mm:ss Z");
  private static final DateTimeFormatter LOG = local("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter BSD = local("EEE MMM dd HH:mm:ss yyyy");
  private static final DateTimeFormatter FILE = local("yyyyMMdd");
  private static final DateTimeFormatter ZONE = local("Z");
  private static final DateTimeFormatter ZULU =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ClockVariables() {}

  private static DateTimeFormatter local(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** In the zone of the process, which a configuration may choose. */
  private static Function<Instant, String> here(DateTimeFormatter form) {
    return now -> form.format(now.atZone(ZoneId.systemDefault()));
  }

  static void addTo(Map<String, Variable> variables) {
    put(variables, "tod_epoch", now -> Long.toString(now.getEpochSecond()));
    put(
        variables,
        "tod_epoch_l",
        now -> Long.toString(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000));
    put(variables, "tod_full", here(FULL));
    put(variables, "tod_log", here(LOG));
    put(variables, "tod_bsdinbox", here(BSD));
    put(variables, "tod_logfile", here(FILE));
    put(variables, "tod_zone", here(ZONE));
    put(variables, "tod_zulu", ZULU::format);
  }

  private static void put(
      Map<String, Variable> variables, String name, Function<Instant, String> form) {
    variables.put(name, new Reading(form, InstantSource.system()));
  }

  /** A variable that reads a clock. */
  record Reading(Function<Instant, String> form, InstantSource clock) implements Variable {
    Reading at(InstantSource other) {
      return new Reading(form, other);
    }

    @Override
    public Text value(MailView mail) {
      return Text.of(form.apply(clock.instant()));
    }
  }
}
