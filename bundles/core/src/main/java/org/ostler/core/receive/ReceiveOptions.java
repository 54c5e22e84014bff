// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.language.octets.EncodedWords;

/**
 * The main options that say what a message may be and what is added to it, with Exim's defaults.
 */
public final class ReceiveOptions {
  public static final Option<Integer> HEADER_MAXSIZE = Option.integer("header_maxsize", 1 << 20);
  public static final Option<Integer> HEADER_LINE_MAXSIZE =
      Option.integer("header_line_maxsize", 0);
  public static final Option<Integer> RECEIVED_HEADERS_MAX =
      Option.integer("received_headers_max", 30);
  public static final Option<Integer> MESSAGE_BODY_VISIBLE =
      Option.integer("message_body_visible", 500);
  public static final Option<Expandable> MESSAGE_SIZE_LIMIT =
      Option.expanded("message_size_limit", "50M");
  public static final Option<Expandable> RECEIVED_HEADER_TEXT =
      Option.expanded(
          "received_header_text",
          "Received: ${if def:sender_rcvhost {from $sender_rcvhost\\n\\t}"
              + "{${if def:sender_ident {from ${quote_local_part:$sender_ident} }}"
              + "${if def:sender_helo_name {(helo=$sender_helo_name)\\n\\t}}}}"
              + "by $primary_hostname "
              + "${if def:received_protocol {with $received_protocol }}"
              + "${if def:tls_in_ver { ($tls_in_ver)}}"
              + "${if def:tls_in_cipher_std { tls $tls_in_cipher_std\\n\\t}}"
              + "(Ostler $ostler_version)\\n\\t"
              + "${if def:sender_address {(envelope-from <$sender_address>)\\n\\t}}"
              + "id $message_exim_id"
              + "${if def:received_for {\\n\\tfor $received_for}}");
  public static final Option<Boolean> RETURN_PATH_REMOVE = Option.bool("return_path_remove", true);
  public static final Option<Boolean> DELIVERY_DATE_REMOVE =
      Option.bool("delivery_date_remove", true);
  public static final Option<Boolean> ENVELOPE_TO_REMOVE = Option.bool("envelope_to_remove", true);
  public static final Option<Expandable> MESSAGE_ID_HEADER_DOMAIN =
      Option.expanded("message_id_header_domain", null);
  public static final Option<Expandable> MESSAGE_ID_HEADER_TEXT =
      Option.expanded("message_id_header_text", null);
  public static final Option<Boolean> LOCAL_FROM_CHECK = Option.bool("local_from_check", true);
  public static final Option<Boolean> LOCAL_SENDER_RETAIN =
      Option.bool("local_sender_retain", false);

  /** What a local sender's full name is made of, with what the pattern caught as $1 to $9. */
  public static final Option<Expandable> GECOS_NAME = Option.expanded("gecos_name", null);

  /** What the comment field of the password file has to look like for that. */
  public static final Option<String> GECOS_PATTERN = Option.string("gecos_pattern", null);

  public static final Option<Boolean> MESSAGE_BODY_NEWLINES =
      Option.bool("message_body_newlines", false);

  /** What encoded words of header fields are decoded to and encoded from. */
  public static final Option<String> HEADERS_CHARSET = Option.string("headers_charset", "UTF-8");

  /** How long a local program may take over a message; 0 for ever. */
  public static final Option<Duration> RECEIVE_TIMEOUT = Option.time("receive_timeout", "0s");

  private static final List<Option<?>> OWN =
      List.of(
          GECOS_NAME,
          GECOS_PATTERN,
          HEADER_MAXSIZE,
          HEADER_LINE_MAXSIZE,
          RECEIVED_HEADERS_MAX,
          MESSAGE_BODY_VISIBLE,
          MESSAGE_SIZE_LIMIT,
          RECEIVED_HEADER_TEXT,
          RETURN_PATH_REMOVE,
          DELIVERY_DATE_REMOVE,
          ENVELOPE_TO_REMOVE,
          MESSAGE_ID_HEADER_DOMAIN,
          MESSAGE_ID_HEADER_TEXT,
          LOCAL_FROM_CHECK,
          LOCAL_SENDER_RETAIN,
          RECEIVE_TIMEOUT,
          HEADERS_CHARSET,
          EncodedWords.CHECK_LENGTH,
          MESSAGE_BODY_NEWLINES);

  private ReceiveOptions() {}

  /** All of them, for the main part. */
  public static List<Option<?>> all() {
    return Stream.of(OWN, FromLines.options()).<Option<?>>flatMap(List::stream).toList();
  }
}
