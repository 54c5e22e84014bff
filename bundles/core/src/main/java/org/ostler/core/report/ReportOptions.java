// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** Main options about reports. */
public final class ReportOptions {
  public static final Option<Expandable> BOUNCE_MESSAGE_FILE =
      Option.expanded("bounce_message_file", null);
  public static final Option<Expandable> BOUNCE_MESSAGE_TEXT =
      Option.expanded("bounce_message_text", null);
  public static final Option<Boolean> BOUNCE_RETURN_BODY = Option.bool("bounce_return_body", true);
  public static final Option<Boolean> BOUNCE_RETURN_MESSAGE =
      Option.bool("bounce_return_message", true);
  public static final Option<Long> BOUNCE_RETURN_SIZE_LIMIT =
      Option.size("bounce_return_size_limit", "100K");

  /** Messages with longer lines are returned without their body. */
  public static final Option<Integer> BOUNCE_RETURN_LINESIZE_LIMIT =
      Option.integer("bounce_return_linesize_limit", 998);

  /** Who we say sends our reports, in the AUTH parameter of MAIL. */
  public static final Option<String> BOUNCE_SENDER_AUTHENTICATION =
      Option.string("bounce_sender_authentication", null);

  public static final Option<List<String>> DELAY_WARNING = Option.strings("delay_warning", "24h");
  public static final Option<Expandable> DELAY_WARNING_CONDITION =
      Option.expanded(
          "delay_warning_condition",
          "${if or {{ !eq{$h_list-id:$h_list-post:$h_list-subscribe:}{} }"
              + "{ match{$h_precedence:}{(?i)bulk|list|junk} }"
              + "{ match{$h_auto-submitted:}{(?i)auto-generated|auto-replied} }} {no}{yes}}");
  public static final Option<Expandable> DSN_FROM =
      Option.expanded("dsn_from", "Mail Delivery System <Mailer-Daemon@$qualify_domain>");

  /** Patterns of addresses, each with those who get a copy of bounces to them. */
  public static final Option<List<String>> ERRORS_COPY = Option.strings("errors_copy", null);

  public static final Option<Expandable> WARN_MESSAGE_FILE =
      Option.expanded("warn_message_file", null);
  public static final Option<String> ERRORS_REPLY_TO = Option.string("errors_reply_to", null);

  private ReportOptions() {}

  public static List<Option<?>> all() {
    return List.of(
        BOUNCE_MESSAGE_FILE,
        BOUNCE_MESSAGE_TEXT,
        BOUNCE_RETURN_LINESIZE_LIMIT,
        BOUNCE_SENDER_AUTHENTICATION,
        ERRORS_COPY,
        WARN_MESSAGE_FILE,
        BOUNCE_RETURN_BODY,
        BOUNCE_RETURN_MESSAGE,
        BOUNCE_RETURN_SIZE_LIMIT,
        DELAY_WARNING,
        DELAY_WARNING_CONDITION,
        DSN_FROM,
        ERRORS_REPLY_TO);
  }
}
