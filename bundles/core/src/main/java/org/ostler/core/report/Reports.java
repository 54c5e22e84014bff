// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.routing.NextHop;
import org.ostler.api.text.Text;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.QueuedMail;
import org.ostler.core.route.Compiler;

/** Writes bounces and delay warnings and queues them like any other mail. Safe for many threads. */
public final class Reports {
  private final OwnMail mail;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ZoneId zone;
  private final AddedFields added;
  private final Log log;

  public Reports(
      OwnMail mail,
      InstantSource clock,
      RandomGenerator random,
      ZoneId zone,
      AddedFields added,
      Log log) {
    this.log = log;
    this.mail = mail;
    this.clock = clock;
    this.random = random;
    this.zone = zone;
    this.added = added;
  }

  /**
   * Tells {@code to} that the addresses failed. The report is on disk when this returns.
   *
   * @param copies who else gets it
   * @param compiler for the texts of {@code bounce_message_file}
   */
  public void bounce(
      QueuedMail about,
      List<Misfortune> failures,
      String to,
      List<String> copies,
      Compiler compiler,
      Situation view)
      throws IOException, InterruptedException {
    view.findings().set("bounce_recipient", Text.of(to));
    ReportTexts texts =
        ReportTexts.read(ReportOptions.BOUNCE_MESSAGE_FILE, "error", view, compiler, log);
    List<String> all = new ArrayList<>(List.of(to));
    all.addAll(copies);
    List<Trouble> troubles = new ArrayList<>();
    for (Misfortune one : failures) {
      troubles.add(trouble(one, one.trouble() == null ? "" : added.failed(one.trouble())));
    }
    send(about, all, new Bounce(original(about, to), wording(view, texts), troubles), view);
  }

  /**
   * Tells {@code to} that the addresses have not been reached yet, after the time that was
   * promised.
   */
  public void warning(
      QueuedMail about,
      Duration promised,
      List<Misfortune> waiting,
      String to,
      Compiler compiler,
      Situation view)
      throws IOException, InterruptedException {
    List<Trouble> troubles = waiting.stream().map(one -> trouble(one, "")).toList();
    view.findings().set("warn_message_delay", Text.of(DelayWarning.time(promised)));
    view.findings().set("warn_message_recipients", Text.of(to));
    ReportTexts texts =
        ReportTexts.read(ReportOptions.WARN_MESSAGE_FILE, "warning", view, compiler, log);
    Wording wording = wording(view, texts);
    Report report = new DelayWarning(original(about, to), wording, promised, troubles);
    send(about, List.of(to), report, view);
  }

  /** Tells the sender of what was reached. The report is on disk when this returns. */
  public void success(QueuedMail about, List<Success.Told> told, String to, Situation view)
      throws IOException, InterruptedException {
    Wording wording = wording(view, ReportTexts.NONE);
    send(about, List.of(to), new Success(original(about, to), wording, told), view);
  }

  private static Trouble trouble(Misfortune one, String fields) {
    NextHop host = one.host();
    Recipient top = one.address().original().recipient();
    return new Trouble(
        top.address(),
        one.failed(),
        one.shown(),
        one.message(),
        host == null ? null : host.name(),
        host == null ? null : host.address(),
        one.reply(),
        top.dsn().originalRecipient(),
        one.address().output,
        fields);
  }

  private Original original(QueuedMail about, String to) {
    Message message = about.message();
    ReversePath sender = message.sender();
    return new Original(
        about.id().value(),
        sender == null ? "" : sender.address(),
        to,
        message.headerFields(),
        about.body().size(),
        message.longestLine,
        about.body()::open,
        Duration.between(message.received(), clock.instant()),
        message.dsnEnvelopeId,
        message.dsnReturn.equals("HDRS"));
  }

  private Wording wording(Situation view, ReportTexts texts) throws InterruptedException {
    String host = OwnMail.hostName(view);
    return new Wording(
        host,
        from(view),
        view.settings().find(ReportOptions.ERRORS_REPLY_TO).orElse(null),
        expanded(ReportOptions.BOUNCE_MESSAGE_TEXT, view, ""),
        texts,
        clock.instant().atZone(zone),
        random.nextLong(),
        view.settings());
  }

  /** Tells somebody of the configuration about a message. It is on disk when this returns. */
  public void tell(QueueId about, Message message, Notice notice, Situation view)
      throws IOException, InterruptedException {
    String text = notice.text();
    mail.queue(
        about,
        ReversePath.NULL,
        notice.recipients(view),
        notice.fields(message, from(view), view),
        out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)),
        0,
        view);
  }

  /** Who writes: {@code dsn_from}. */
  public static String from(Situation view) throws InterruptedException {
    return expanded(
        ReportOptions.DSN_FROM,
        view,
        "Mail Delivery System <Mailer-Daemon@" + OwnMail.hostName(view) + ">");
  }

  private void send(QueuedMail about, List<String> to, Report report, Situation view)
      throws IOException, InterruptedException {
    mail.queue(
        about.id(),
        ReversePath.NULL,
        to.stream().map(Recipient::new).toList(),
        report.headerFields(),
        report::writeBody,
        about.message().longestLine,
        view);
  }

  private static String expanded(Option<Expandable> option, Situation view, String otherwise)
      throws InterruptedException {
    Expandable text = view.settings().find(option).orElse(null);
    return text != null && text.expand(view) instanceof Expansion.Value(var value)
        ? value.value()
        : otherwise;
  }
}
