// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;
import org.ostler.api.text.Text;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.smtp.server.protocol.Command;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.Step;
import org.ostler.core.smtp.server.protocol.Verb;

/** Counts what a peer does wrong, tells the log, and ends the session when it is too much. */
final class Faults {
  private final SessionContext context;
  private final SessionLog sessionLog;
  private @Nullable Boolean countsJunk;
  private final History history = new History();
  private final Set<Verb> freeOnce =
      EnumSet.of(Verb.HELO, Verb.EHLO, Verb.AUTH, Verb.RSET, Verb.STARTTLS, Verb.XCLIENT);
  private boolean excused;
  private int mails;
  private int junk;
  private int errors;
  private int unknown;

  Faults(SessionContext context, SessionLog sessionLog) {
    this.context = context;
    this.sessionLog = sessionLog;
  }

  /** Notes a command before it is looked at; true when it is one too many that is not mail. */
  boolean isTooMuchJunk(Command command) throws InterruptedException {
    Verb verb = command.verb();
    if (verb == null) {
      return false;
    }
    boolean counts =
        switch (verb.junk()) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AFTER_FIRST -> !freeOnce.contains(verb);
        };
    boolean free = excused && verb == Verb.RSET;
    if (counts
        && countsJunk()
        && !free
        && ++junk > context.value(SmtpOptions.SMTP_ACCEPT_MAX_NONMAIL)) {
      return true;
    }
    if (command.hasStrayArgument()) {
      return false;
    }
    used(verb);
    mails += verb == Verb.MAIL ? 1 : 0;
    history.add(verb);
    context.connection().remarks.put("smtp_command_history", Text.of(history.text()));
    return false;
  }

  /** Asked at the first command that is not mail, when more may be known of the peer. */
  private boolean countsJunk() throws InterruptedException {
    Boolean known = countsJunk;
    if (known == null) {
      known = context.has(SmtpOptions.SMTP_ACCEPT_MAX_NONMAIL_HOSTS);
      countsJunk = known;
    }
    return known;
  }

  /** What was free once is so no more; STARTTLS is until it is obeyed. */
  private void used(Verb verb) {
    switch (verb) {
      case HELO, EHLO -> freeOnce.removeAll(Set.of(Verb.HELO, Verb.EHLO));
      case RSET -> {
        freeOnce.remove(verb);
        excused = false;
      }
      case AUTH, XCLIENT -> freeOnce.remove(verb);
      default -> {}
    }
  }

  /** How often MAIL was used in this session, refused or not. */
  int mails() {
    return mails;
  }

  /** Under TLS the peer greets and authenticates anew. */
  void secured() {
    freeOnce.remove(Verb.STARTTLS);
    freeOnce.addAll(Set.of(Verb.EHLO, Verb.AUTH));
  }

  /** Another client, which greets and authenticates for itself. */
  void clientChanged() {
    freeOnce.addAll(Set.of(Verb.HELO, Verb.EHLO, Verb.AUTH));
  }

  /** After a message, one RSET, one greeting, one STARTTLS and one XCLIENT are free again. */
  void messageTaken() {
    freeOnce.addAll(Set.of(Verb.HELO, Verb.EHLO, Verb.RSET, Verb.STARTTLS, Verb.XCLIENT));
  }

  /**
   * After a reply 4xx, one RSET is free again: a peer that clears what we put off, while a feature
   * is away perhaps, has done nothing wrong, however often.
   */
  void putOff() {
    excused = true;
  }

  Outcome tooMuchJunk(String line) throws InterruptedException {
    sessionLog.incomplete("too many non-mail commands");
    dropped(
        "too many nonmail commands (last was \""
            + printable(line.split("[ \t]", 2)[0], 16)
            + "\")");
    Reply usual = Reply.of(554, "Too many nonmail commands");
    return Outcome.closing(context.farewell().otherwise("bad-commands", usual));
  }

  /** {@code C=EHLO,MAIL,...}: the last commands, for the log. */
  String commands() {
    return history.field();
  }

  /** What a refused command leads to. */
  Outcome refuse(Step.Refuse step, String line, SessionState state) throws InterruptedException {
    return switch (step.fault()) {
      case NONE, OVERFLOW -> new Outcome(step.reply(), state);
      case SYNTAX -> {
        note(LogSelector.SMTP_SYNTAX_ERROR, "syntax", line, step.note());
        yield counted(step.reply(), line, state);
      }
      case PROTOCOL -> {
        note(LogSelector.SMTP_PROTOCOL_ERROR, "protocol", line, step.note());
        yield counted(step.reply(), line, state);
      }
      case NUL -> {
        note(LogSelector.SMTP_SYNTAX_ERROR, "syntax", shown(line), step.note());
        yield silently(step.reply(), shown(line), state);
      }
      case UNKNOWN -> unknown(step, line, state);
      case HELLO -> {
        String verb = step.reply().lines().getFirst().contains("EHLO") ? "EHLO" : "HELO";
        reject(
            "rejected "
                + verb
                + " from "
                + context.peer().plain()
                + ": syntactically invalid argument(s): "
                + PeerWords.printable(step.note()));
        yield silently(step.reply(), line, state);
      }
      case NO_HELLO -> {
        reject("rejected MAIL from " + context.peer().plain() + ": no HELO/EHLO given");
        yield new Outcome(step.reply(), state);
      }
    };
  }

  private void reject(String text) {
    context.log().reject(context.message().queueId(), text, List.of());
  }

  private void note(LogSelector selector, String kind, String line, String why) {
    try {
      context
          .situation()
          .events()
          .tell(
              Happening.after("smtp:fail:" + kind, why, context.policy().main()),
              context.situation());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt(); // the session ends at its next read
    }
    if (context.log().selects(selector)) {
      context
          .log()
          .main(
              context.message().queueId(),
              "SMTP "
                  + kind
                  + " error in \""
                  + printable(line, 512)
                  + "\" "
                  + context.peer().field()
                  + " "
                  + PeerWords.printable(why));
    }
  }

  private Outcome silently(Reply reply, String line, SessionState state) {
    return ++errors > context.value(SmtpOptions.SMTP_MAX_SYNPROT_ERRORS)
        ? tooManyErrors(reply, line)
        : new Outcome(reply, state);
  }

  private Outcome counted(Reply reply, String line, SessionState state) {
    if (++errors <= context.value(SmtpOptions.SMTP_MAX_SYNPROT_ERRORS)) {
      return new Outcome(reply, state);
    }
    Reply last =
        Reply.of(
            reply.code(),
            String.join("\n", reply.lines()) + "\nToo many syntax or protocol errors");
    return tooManyErrors(last, line);
  }

  private Outcome tooManyErrors(Reply last, String line) {
    dropped(
        "too many syntax or protocol errors (last command was \""
            + printable(line, 512)
            + "\""
            + (commands().isEmpty() ? "" : ", " + commands())
            + ")");
    return Outcome.closing(last);
  }

  private Outcome unknown(Step.Refuse step, String line, SessionState state)
      throws InterruptedException {
    note(LogSelector.SMTP_SYNTAX_ERROR, "syntax", line, step.note());
    if (++unknown <= context.value(SmtpOptions.SMTP_MAX_UNKNOWN_COMMANDS)) {
      return counted(step.reply(), line, state); // an unknown command is a syntax error too
    }
    sessionLog.incomplete("unrecognized command");
    Reply usual = Reply.of(500, "Too many unrecognized commands");
    Reply last = context.farewell().otherwise("bad-commands", usual);
    dropped("too many unrecognized commands (last was \"" + printable(line, 512) + "\")");
    return Outcome.closing(last);
  }

  private void dropped(String why) {
    reject("SMTP call from " + context.peer().plain() + " dropped: " + why);
  }

  /** A line with NULs as the log shows it. */
  private static String shown(String line) {
    return line.replace('\0', '?');
  }

  private static String printable(String line, int most) {
    String text = PeerWords.harmless(line);
    return PeerWords.printable(text.substring(0, Math.min(most, text.length())));
  }
}
