// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as header fields write them (RFC 5322 §3.3). */
public final class MailDate {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ROOT);

  private MailDate() {}

  public static String of(Instant time, ZoneId zone) {
    return FORM.format(time.atZone(zone));
  }
}
