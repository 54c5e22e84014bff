// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;

/**
 * What a report says of this host, options expanded.
 *
 * @param hostName our name in {@code Reporting-MTA}
 * @param from {@code dsn_from}
 * @param replyTo {@code errors_reply_to}, or null
 * @param extraText {@code bounce_message_text}, or empty
 * @param texts those of a file in place of ours
 * @param now the date of the report
 * @param unique makes the boundary unlike any other
 * @param settings the main options
 */
record Wording(
    String hostName,
    String from,
    @Nullable String replyTo,
    String extraText,
    ReportTexts texts,
    ZonedDateTime now,
    long unique,
    Settings settings) {
  String boundary() {
    return now.toEpochSecond() + "-ostlerdsn-" + Math.floorMod(unique, 1_000_000_000L);
  }
}
