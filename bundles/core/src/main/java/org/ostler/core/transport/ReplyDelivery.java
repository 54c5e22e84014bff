// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.AddressText;

/** One autoreply transport of the configuration. */
final class ReplyDelivery implements TransportDriver.Prepared {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})([wdhms])");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Settings settings;
  private final MailSubmitter submitter;
  private final Function<String, Expandable> compiler;
  private final InstantSource clock;
  private final Expanded expanded;
  private final ReplyText text;

  ReplyDelivery(
      Settings settings,
      MailSubmitter submitter,
      Function<String, Expandable> compiler,
      InstantSource clock) {
    this.settings = settings;
    this.submitter = submitter;
    this.compiler = compiler;
    this.clock = clock;
    this.expanded = new Expanded(settings);
    this.text = new ReplyText(settings);
  }

  @Override
  public void deliver(Delivery delivery) throws InterruptedException {
    for (Addressee addressee : delivery.addressees()) {
      Outcome outcome;
      try {
        reply(delivery, (Situation) delivery.view(addressee));
        outcome = new Outcome.Delivered(null, null);
      } catch (Undeliverable undeliverable) {
        outcome = undeliverable.outcome();
      } catch (IOException trouble) {
        outcome =
            new Outcome.Deferred(
                Outcome.Trouble.of("cannot make the automatic reply: " + trouble.getMessage()));
      }
      delivery.report(addressee, outcome);
    }
  }

  private void reply(Delivery delivery, Situation situation)
      throws IOException, InterruptedException, Undeliverable {
    String to = wanted(text.value(ReplyOptions.TO, situation, true), situation);
    String cc = wanted(text.value(ReplyOptions.CC, situation, true), situation);
    String bcc = wanted(text.value(ReplyOptions.BCC, situation, true), situation);
    if (to == null && cc == null && bcc == null && settings.isSet(ReplyOptions.NEVER_MAIL)) {
      return;
    }
    Path log = path(ReplyOptions.LOG, situation);
    Path once = path(ReplyOptions.ONCE, situation);
    String key = to == null ? "" : to;
    Instant now = clock.instant();
    OnceFile memory =
        once == null ? null : new OnceFile(once, settings.value(ReplyOptions.ONCE_FILE_SIZE));
    if (memory != null && !memory.isDue(key, repeat(situation), now)) {
      log(log, now, "previously sent to " + key);
      return;
    }
    List<Recipient> recipients = recipients(situation, to, cc, bcc);
    List<HeaderField> fields = fields(situation, to, cc);
    byte[] said = said(situation);
    submitter.submit(
        delivery.queueId(),
        ReversePath.NULL,
        recipients,
        fields,
        out -> {
          out.write(said);
          if (settings.value(ReplyOptions.RETURN_MESSAGE)) {
            new ReturnedCopy(settings, situation.settings()).write(delivery.content(), out);
          }
        });
    if (memory != null) {
      memory.remember(key, now);
    }
    StringBuilder record = new StringBuilder();
    fields.forEach(field -> record.append(record.isEmpty() ? "" : "  ").append(field.text()));
    log(log, now, record.toString().stripTrailing());
  }

  private @Nullable Path path(org.ostler.api.option.Option<Expandable> option, Situation situation)
      throws InterruptedException, Undeliverable {
    String name = expanded.path(option, situation);
    return name == null || name.isEmpty() ? null : Path.of(name);
  }

  private long repeat(Situation situation) throws InterruptedException, Undeliverable {
    String time = expanded.value(ReplyOptions.ONCE_REPEAT, situation, "").strip();
    if (time.isEmpty()) {
      return 0;
    }
    long seconds = 0;
    int end = 0;
    Matcher part = TIME.matcher(time);
    while (part.find() && part.start() == end) {
      long unit = List.of(604800L, 86400L, 3600L, 60L, 1L).get("wdhms".indexOf(part.group(2)));
      seconds += Long.parseLong(part.group(1)) * unit;
      end = part.end();
    }
    if (end != time.length()) {
      throw Undeliverable.never(
          Cause.OTHER,
          "Invalid time value \"%s\" for \"once_repeat\" in %s transport"
              .formatted(time, settings.name()));
    }
    return seconds;
  }

  /** The addresses of a field without those that {@code never_mail} has; null when none is left. */
  private @Nullable String wanted(@Nullable String field, Situation situation)
      throws InterruptedException, Undeliverable {
    MatchList never = settings.find(ReplyOptions.NEVER_MAIL).orElse(null);
    if (field == null || field.isBlank()) {
      return null;
    }
    if (never == null) {
      return field;
    }
    List<String> left = new ArrayList<>();
    for (AddressText.Address address : AddressText.parseAll(field)) {
      switch (never.test(address.whole(), situation)) {
        case MatchList.Match.Matched ignored -> {}
        case MatchList.Match.Unmatched ignored -> left.add(address.whole());
        case MatchList.Match.Deferred deferred ->
            throw Undeliverable.later(Cause.OTHER, deferred.message());
        case MatchList.Match.Failed failed ->
            throw Undeliverable.later(Cause.EXPANSION, failed.message());
      }
    }
    return left.isEmpty() ? null : String.join(", ", left);
  }

  private List<Recipient> recipients(Situation situation, @Nullable String... fields)
      throws InterruptedException, Undeliverable {
    List<Recipient> recipients = new ArrayList<>();
    Text domain = situation.variable("qualify_domain");
    for (String field : fields) {
      for (AddressText.Address address : AddressText.parseAll(field == null ? "" : field)) {
        recipients.add(
            new Recipient(
                address.domain().isEmpty() && domain != null
                    ? address.localPart() + "@" + domain.value()
                    : address.whole()));
      }
    }
    if (recipients.isEmpty()) {
      throw Undeliverable.never(
          Cause.OTHER,
          "the automatic reply of the " + settings.name() + " transport has no recipient");
    }
    return recipients;
  }

  private List<HeaderField> fields(Situation situation, @Nullable String to, @Nullable String cc)
      throws InterruptedException, Undeliverable {
    List<HeaderField> fields = new ArrayList<>();
    String from = text.value(ReplyOptions.FROM, situation, true);
    add(fields, "From", from == null || from.isEmpty() ? ourselves(situation) : from);
    add(fields, "Reply-To", text.value(ReplyOptions.REPLY_TO, situation, true));
    add(fields, "To", to);
    add(fields, "Cc", cc);
    add(fields, "Subject", text.value(ReplyOptions.SUBJECT, situation, true));
    fields.addAll(ReplyText.thread(situation.headerFields()));
    // RFC 3834 §5: so that no other machine answers this one.
    add(fields, "Auto-Submitted", "auto-replied");
    String more = text.value(ReplyOptions.HEADERS, situation, false);
    fields.addAll(ReplyText.fields(more == null ? "" : more));
    return fields;
  }

  /** RFC 5322 §3.6 wants a From. */
  private static String ourselves(Situation situation) throws InterruptedException {
    Address address = situation.addressee();
    Text domain = situation.variable("qualify_domain");
    return (address == null ? "postmaster" : address.localPart())
        + "@"
        + (domain == null ? "localhost" : domain.value());
  }

  private static void add(List<HeaderField> fields, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      fields.add(new HeaderField(name, " " + value));
    }
  }

  private byte[] said(Situation situation) throws IOException, InterruptedException, Undeliverable {
    StringBuilder said = new StringBuilder();
    String first = text.value(ReplyOptions.TEXT, situation, false);
    if (first != null && !first.isEmpty()) {
      said.append(first).append(first.endsWith("\n") ? "" : "\n");
    }
    Path file = path(ReplyOptions.FILE, situation);
    if (file != null) {
      said.append(contents(file, situation));
    }
    return said.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private String contents(Path file, Situation situation)
      throws InterruptedException, Undeliverable {
    try {
      String all = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!settings.value(ReplyOptions.FILE_EXPAND)) {
        return all;
      }
      StringBuilder lines = new StringBuilder();
      for (String line : all.split("(?<=\n)")) {
        Text value = expanded.text(compiler.apply(line), "file", situation);
        lines.append(value == null ? "" : value.value());
      }
      return lines.toString();
    } catch (IOException trouble) {
      if (settings.value(ReplyOptions.FILE_OPTIONAL)) {
        return "";
      }
      boolean missing = trouble instanceof NoSuchFileException;
      throw Undeliverable.later(
          missing ? Cause.NO_SUCH_FILE : Cause.OTHER,
          "Failed to open file "
              + file
              + " when sending message from "
              + settings.name()
              + " transport: "
              + (missing ? "No such file or directory" : trouble.getMessage()));
    }
  }

  private void log(@Nullable Path log, Instant now, String what) throws IOException {
    if (log == null) {
      return;
    }
    String record = STAMP.format(now.atZone(ZoneId.systemDefault())) + "\n  " + what + "\n";
    boolean fresh = !Files.exists(log);
    try (OutputStream out =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(record.getBytes(StandardCharsets.ISO_8859_1));
    }
    if (fresh) {
      Files.setPosixFilePermissions(log, Folder.permissions(settings.value(ReplyOptions.MODE)));
    }
  }
}
