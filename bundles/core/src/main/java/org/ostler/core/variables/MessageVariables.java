// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.ConnectionId;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.report.ReportOptions;
import org.ostler.language.octets.EncodedWords;

/** Variables of the message. */
final class MessageVariables {
  private MessageVariables() {}

  static Table table() {
    Table table = new Table();
    envelope(table);
    content(table);
    counts(table);
    return table;
  }

  /** The fields that lists added and that are not in the header section yet. */
  private static String added(Message message) {
    return message.addedHeaders.stream()
        .map(field -> field.text().stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  private static void envelope(Table table) {
    table
        .tainted("sender_address", s -> sender(s, ReversePath::address))
        .tainted("sender_address_local_part", s -> sender(s, ReversePath::localPart))
        .tainted("sender_address_domain", s -> sender(s, ReversePath::domain))
        .tainted("return_path", MessageVariables::returnPath)
        .trusted("message_exim_id", s -> id(s.envelope()))
        .trusted("message_id", s -> id(s.envelope()))
        .trusted("received_protocol", s -> s.envelope().protocol())
        .number("received_time", s -> s.envelope().received().getEpochSecond())
        .tainted("received_for", s -> only(s.envelope().recipients()))
        .tainted("recipients", s -> join(s.envelope().recipients(), ", "))
        .tainted("recipients_list", s -> join(s.envelope().recipients(), ":"))
        .trusted("local_scan_data", s -> "")
        .tainted("headers_added", s -> added(s.envelope()))
        .trusted("message_smtputf8", s -> s.envelope().smtputf8 ? "yes" : "no")
        .number("message_age", s -> age(s.envelope()))
        .trusted("bounce_return_size_limit", MessageVariables::returnLimit)
        .trusted("return_size_limit", MessageVariables::returnLimit);
  }

  private static @Nullable String sender(
      Situation situation, java.util.function.Function<ReversePath, String> part) {
    ReversePath sender = situation.envelope().sender();
    return sender == null ? null : part.apply(sender);
  }

  /** Where errors of the address in hand go, which is the sender unless a router says otherwise. */
  private static @Nullable String returnPath(Situation situation) {
    Address address = situation.addressee();
    return address == null || address.errorsTo == null
        ? sender(situation, ReversePath::address)
        : address.errorsTo;
  }

  private static String returnLimit(Situation situation) {
    return String.valueOf(situation.settings().value(ReportOptions.BOUNCE_RETURN_SIZE_LIMIT));
  }

  /** Seconds since the message came. */
  private static long age(Message message) {
    return Math.max(0, Duration.between(message.received(), Instant.now()).toSeconds());
  }

  private static @Nullable String id(Message message) {
    return message.queueId() == null ? null : message.queueId().value();
  }

  private static @Nullable String only(List<Recipient> recipients) {
    return recipients.size() == 1 ? recipients.getFirst().address() : null;
  }

  private static String join(List<Recipient> recipients, String separator) {
    return recipients.stream().map(Recipient::address).collect(Collectors.joining(separator));
  }

  /** Line ends are blanks unless {@code message_body_newlines} keeps them; NUL always is one. */
  private static String shown(String body, Situation situation) {
    String text = body.replace('\0', ' ');
    return situation.settings().value(ReceiveOptions.MESSAGE_BODY_NEWLINES)
        ? text
        : text.replace('\n', ' ');
  }

  private static void content(Table table) {
    table
        .tainted("message_headers_raw", s -> headers(s.envelope().headerFields()))
        .tainted(
            "message_headers",
            s -> {
              String all = headers(s.envelope().headerFields());
              String last = all.endsWith("\n") ? all.substring(0, all.length() - 1) : all;
              boolean check = s.settings().value(EncodedWords.CHECK_LENGTH);
              return EncodedWords.decode(last, null, check).text();
            })
        .tainted("message_body", s -> shown(s.envelope().bodyStart, s))
        .tainted("message_body_end", s -> shown(s.envelope().bodyEnd, s))
        .number("message_body_size", s -> s.envelope().bodySize)
        .number("message_size", MessageVariables::size)
        .number("message_linecount", MessageVariables::lines)
        .number("body_linecount", s -> s.envelope().bodyLines)
        .number("body_zerocount", s -> s.envelope().bodyZeros)
        .number("max_received_linelength", s -> s.envelope().longestLine)
        .tainted("reply_address", s -> replyAddress(s.envelope().headerFields()))
        .number("received_count", s -> count(s.envelope().headerFields(), "Received"));
  }

  private static String headers(List<HeaderField> fields) {
    return fields.stream().map(HeaderField::text).collect(Collectors.joining());
  }

  /** As it came while lists look at it; once it is taken, what it has then. */
  private static long lines(Situation situation) {
    Message message = situation.envelope();
    boolean judged = message.body != null && message.linesReceived >= 0;
    return judged ? message.linesReceived : message.bodyLines + lines(message.headerFields());
  }

  /** Before it is here, what MAIL announced, or -1; 0 where no session is. */
  private static long size(Situation situation) {
    Message message = situation.envelope();
    boolean session = situation.peer().remarks.containsKey(ConnectionId.REMARK);
    return message.size > 0 || message.linesReceived >= 0 || !session
        ? message.size
        : message.announcedSize;
  }

  private static long lines(List<HeaderField> fields) {
    return fields.stream()
        .mapToLong(f -> 1 + f.body().chars().filter(c -> c == '\n').count())
        .sum();
  }

  private static long count(List<HeaderField> fields, String name) {
    return fields.stream().filter(field -> field.is(name)).count();
  }

  private static @Nullable String replyAddress(List<HeaderField> fields) {
    for (String name : List.of("Reply-To", "From")) {
      String all =
          fields.stream()
              .filter(field -> field.is(name))
              .map(field -> field.body().strip())
              .filter(body -> !body.isEmpty())
              .collect(Collectors.joining(",\n "));
      if (!all.isEmpty()) {
        return all;
      }
    }
    return null;
  }

  private static void counts(Table table) {
    table
        .number("recipients_count", s -> s.envelope().recipients().size())
        .number("rcpt_count", s -> s.envelope().recipientCommands)
        .number("rcpt_defer_count", s -> s.envelope().recipientsDeferred)
        .number("rcpt_fail_count", s -> s.envelope().recipientsFailed);
  }
}
