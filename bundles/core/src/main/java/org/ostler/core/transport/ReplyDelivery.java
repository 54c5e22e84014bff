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
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Settings settings;
  private final MailSubmitter submitter;
  private final Function<String, Expandable> compiler;
  private final Function<String, Expandable> usersCompiler;
  private final InstantSource clock;
  private final Expanded expanded;

  ReplyDelivery(
      Settings settings,
      MailSubmitter submitter,
      Function<String, Expandable> compiler,
      Function<String, Expandable> usersCompiler,
      InstantSource clock) {
    this.settings = settings;
    this.submitter = submitter;
    this.compiler = compiler;
    this.usersCompiler = usersCompiler;
    this.clock = clock;
    this.expanded = new Expanded(settings);
  }

  @Override
  public void deliver(Delivery delivery) throws InterruptedException {
    for (Addressee addressee : delivery.addressees()) {
      Outcome outcome;
      try {
        reply(delivery, (Situation) delivery.view(addressee), (Address) addressee);
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

  private void reply(Delivery delivery, Situation situation, Address address)
      throws IOException, InterruptedException, Undeliverable {
    Answer answer =
        address.letter == null
            ? Answer.of(settings, expanded, situation)
            : Answer.of(address.letter);
    String to = wanted(answer.to(), situation);
    String cc = wanted(answer.cc(), situation);
    String bcc = wanted(answer.bcc(), situation);
    if (to == null && cc == null && bcc == null && settings.isSet(ReplyOptions.NEVER_MAIL)) {
      return;
    }
    Path log = path(answer.log(), address);
    Path once = once(answer.once(), address);
    String key = to == null ? "" : to;
    Instant now = clock.instant();
    OnceFile memory =
        once == null ? null : new OnceFile(once, settings.value(ReplyOptions.ONCE_FILE_SIZE));
    if (memory != null && !memory.isDue(key, answer.repeat(), now)) {
      log(log, now, "previously sent to " + key + "\n", address);
      return;
    }
    List<Recipient> recipients = recipients(situation, to, cc, bcc);
    List<HeaderField> fields = fields(situation, answer, to, cc);
    byte[] said = said(situation, answer, address);
    submitter.submit(
        delivery.queueId(),
        ReversePath.NULL,
        recipients,
        fields,
        out -> {
          out.write(said);
          if (answer.returnMessage()) {
            new ReturnedCopy(settings, situation.settings()).write(delivery.content(), out);
          }
        });
    if (memory != null && once != null) {
      memory.remember(key, now);
      Ownership.of(address).give(once);
    }
    String from = fields.getFirst().body().strip();
    log(log, now, record(answer, from, to, cc, bcc), address);
  }

  /** What the log says of a letter. */
  private static String record(
      Answer answer, String from, @Nullable String to, @Nullable String cc, @Nullable String bcc) {
    StringBuilder record = new StringBuilder();
    record(record, "From: ", from);
    record(record, "To: ", to);
    record(record, "Cc: ", cc);
    record(record, "Bcc: ", bcc);
    record(record, "Subject: ", answer.subject());
    record(record, "", answer.headers());
    return record.toString().strip() + "\n";
  }

  private static void record(StringBuilder record, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      record.append("  ").append(name).append(value).append('\n');
    }
  }

  private static @Nullable Path path(@Nullable String name, Address address)
      throws IOException, Undeliverable {
    return name == null
        ? null
        : address.letter == null ? Path.of(name) : HomeFile.of(name, address);
  }

  private static @Nullable Path once(@Nullable String name, Address address)
      throws IOException, Undeliverable {
    String directory = address.letter == null ? null : address.vacationDirectory;
    return name != null && directory != null && name.startsWith(directory + "/")
        ? VacationFile.of(name, address)
        : path(name, address);
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

  private static List<HeaderField> fields(
      Situation situation, Answer answer, @Nullable String to, @Nullable String cc)
      throws InterruptedException {
    List<HeaderField> fields = new ArrayList<>();
    String from = answer.from();
    add(fields, "From", from == null || from.isEmpty() ? ourselves(situation) : from);
    add(fields, "Reply-To", answer.replyTo());
    add(fields, "To", to);
    add(fields, "Cc", cc);
    add(fields, "Subject", answer.subject());
    fields.addAll(ReplyText.thread(situation.headerFields()));
    // RFC 3834 §5: so that no other machine answers this one.
    add(fields, "Auto-Submitted", "auto-replied");
    String more = answer.headers();
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

  private byte[] said(Situation situation, Answer answer, Address address)
      throws IOException, InterruptedException, Undeliverable {
    StringBuilder said = new StringBuilder();
    String first = answer.text();
    if (first != null && !first.isEmpty()) {
      said.append(first).append(first.endsWith("\n") ? "" : "\n");
    }
    Path file = path(answer.file(), address);
    if (file != null) {
      said.append(contents(file, situation, answer, address));
    }
    return said.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private String contents(Path file, Situation situation, Answer answer, Address address)
      throws InterruptedException, Undeliverable {
    boolean users = address.letter != null && address.routerName != null;
    try {
      String all =
          users
              ? HomeFile.read(file, address)
              : Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!answer.expandFile()) {
        return all;
      }
      StringBuilder lines = new StringBuilder();
      for (String line : all.split("(?<=\n)")) {
        Text value =
            expanded.text((users ? usersCompiler : compiler).apply(line), "file", situation);
        lines.append(value == null ? "" : value.value());
      }
      return lines.toString();
    } catch (IOException trouble) {
      if (answer.fileOptional()) {
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

  private void log(@Nullable Path log, Instant now, String what, Address address)
      throws IOException, Undeliverable {
    if (log == null) {
      return;
    }
    String record = STAMP.format(now.atZone(ZoneId.systemDefault())) + "\n  " + what;
    boolean fresh = !Files.exists(log);
    try (OutputStream out =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(record.getBytes(StandardCharsets.ISO_8859_1));
    }
    if (fresh) {
      Files.setPosixFilePermissions(log, Folder.permissions(settings.value(ReplyOptions.MODE)));
      Ownership.of(address).give(log);
    }
  }
}
