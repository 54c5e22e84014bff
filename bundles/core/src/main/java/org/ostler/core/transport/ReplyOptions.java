// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;

/** The private options of the autoreply transport. */
public final class ReplyOptions {
  public static final Option<Expandable> BCC = Option.expanded("bcc", null);
  public static final Option<Expandable> CC = Option.expanded("cc", null);
  public static final Option<Expandable> FILE = Option.expanded("file", null);
  public static final Option<Boolean> FILE_EXPAND = Option.bool("file_expand", false);
  public static final Option<Boolean> FILE_OPTIONAL = Option.bool("file_optional", false);
  public static final Option<Expandable> FROM = Option.expanded("from", null);
  public static final Option<Expandable> HEADERS = Option.expanded("headers", null);
  public static final Option<Expandable> LOG = Option.expanded("log", null);
  public static final Option<Integer> MODE = Option.octal("mode", "0600");
  public static final Option<MatchList> NEVER_MAIL =
      Option.list("never_mail", Kind.ADDRESS_LIST, null);
  public static final Option<Expandable> ONCE = Option.expanded("once", null);
  public static final Option<Integer> ONCE_FILE_SIZE = Option.integer("once_file_size", 0);
  public static final Option<Expandable> ONCE_REPEAT = Option.expanded("once_repeat", null);
  public static final Option<Expandable> REPLY_TO = Option.expanded("reply_to", null);
  public static final Option<Boolean> RETURN_MESSAGE = Option.bool("return_message", false);
  public static final Option<Expandable> SUBJECT = Option.expanded("subject", null);
  public static final Option<Expandable> TEXT = Option.expanded("text", null);
  public static final Option<Expandable> TO = Option.expanded("to", null);

  // Of all transports; here they only choose the words above the copy of the message.
  static final Option<Boolean> HEADERS_ONLY = Option.bool("headers_only", false);
  static final Option<Boolean> BODY_ONLY = Option.bool("body_only", false);

  private ReplyOptions() {}

  /** All of them, for the driver. */
  public static List<Option<?>> all() {
    return List.of(
        BCC,
        CC,
        FILE,
        FILE_EXPAND,
        FILE_OPTIONAL,
        FROM,
        HEADERS,
        LOG,
        MODE,
        NEVER_MAIL,
        ONCE,
        ONCE_FILE_SIZE,
        ONCE_REPEAT,
        REPLY_TO,
        RETURN_MESSAGE,
        SUBJECT,
        TEXT,
        TO);
  }
}
