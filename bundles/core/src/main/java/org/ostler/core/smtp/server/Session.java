// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.smtp.Reply;
import org.ostler.api.tls.ServerOptions;
import org.ostler.core.acl.Decision;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Connection.Pipelining;
import org.ostler.core.rewrite.Place;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.smtp.server.protocol.Command;
import org.ostler.core.smtp.server.protocol.Machine;
import org.ostler.core.smtp.server.protocol.Past;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.Step;
import org.ostler.core.smtp.server.protocol.Verb;

/** One session: reads commands, lets the machine judge them, asks the rooms behind it, answers. */
final class Session {
  private final SessionContext context;
  private final @Nullable Reply bar;
  private final Greeting greeting;
  private final Authentication authentication;
  private final Envelopes envelopes;
  private final Reception reception;
  private final Inquiries inquiries;
  private final Faults faults;
  private final SessionLog sessionLog;
  private final TlsStart tls;
  private final Duration commandLimit;
  private final ClientChange clientChange;
  private Machine machine;
  private SessionState state = new SessionState.Connected();
  private Past past = Past.NONE;
  private boolean whole;
  private boolean quit;

  /** {@code bar} is all that commands hear, save QUIT; null when the session is open to them. */
  Session(SessionContext context, SessionParts parts, @Nullable Reply bar) {
    this.context = context;
    this.bar = bar;
    this.machine = parts.machine();
    this.greeting = parts.greeting();
    this.authentication = parts.authentication();
    this.envelopes = parts.envelopes();
    this.reception = parts.reception();
    this.inquiries = parts.inquiries();
    this.faults = parts.faults();
    this.sessionLog = parts.sessionLog();
    this.tls = parts.tls();
    this.commandLimit = parts.readLimit();
    this.clientChange = new ClientChange(context, greeting, authentication);
  }

  /** Runs from the banner to the end. */
  void run() throws InterruptedException {
    try {
      new IdentQuery(context).ask();
      sessionLog.opened();
      answer(open());
      while (!(state instanceof SessionState.Closed)) {
        answer(next());
      }
      flushLastWords();
    } catch (SocketTimeoutException e) {
      Reply usual = context.wire().isOverdue() ? sessionLog.overdue() : sessionLog.commandTimeout();
      ended(context.farewell().otherwise("command-timeout", usual));
    } catch (IOException e) {
      sessionLog.incomplete("connection lost");
      Reply usual = Reply.of(421, context.ourName() + " lost input connection");
      Reply last = context.farewell().otherwise("connection-lost", usual);
      sessionLog.lost();
      ended(last);
    } finally {
      reception.drop();
      sessionLog.finished(faults.mails() > 0, faults.commands());
    }
  }

  private Outcome open() throws IOException, InterruptedException {
    if (tls.isOnConnect()) {
      Outcome secured = secured(Reply.of(220, "TLS"), new SessionState.Connected());
      if (secured.next() instanceof SessionState.Closed) {
        return secured;
      }
    }
    if (isTooSoon() && !mayHurry()) {
      return inputBeforeBanner();
    }
    Outcome outcome = greeting.open();
    whole = outcome.reply().isPositive();
    if (whole) {
      machine = new Machine(SessionParts.rules(context, false));
    }
    return outcome;
  }

  private Outcome next() throws IOException, InterruptedException {
    boolean between = state == state.outsideTransaction();
    if (context.wire().endsHere(between)) {
      return stopped();
    }
    Wire.Line line = context.wire().readLine(commandLimit);
    if (line instanceof Wire.Line.Eof && context.wire().endsHere(between)) {
      return stopped();
    }
    context.wire().endsHere(false);
    return obey(line);
  }

  private Outcome stopped() throws InterruptedException {
    return Outcome.closing(context.farewell().otherwise("signal-exit", sessionLog.stopped()));
  }

  /** The session is over for us; whether the peer still hears it does not matter. */
  private void flushLastWords() {
    try {
      context.wire().flush();
    } catch (IOException _) {
      // The peer left first.
      if (quit && context.connection().tlsCipher != null) {
        sessionLog.resetAfterQuit();
      }
    }
  }

  private void answer(Outcome outcome) throws IOException {
    if (!outcome.said()) {
      context.wire().write(isBrief() && !whole ? firstLine(outcome.reply()) : outcome.reply());
    }
    whole = false;
    state = outcome.next();
  }

  /** {@code no_multiline_responses}: of what lists say, the first line; the rest is as ever. */
  private boolean isBrief() {
    return context.connection().noMultilineReplies;
  }

  private static Reply firstLine(Reply reply) {
    return new Reply(reply.code(), reply.status(), List.of(reply.lines().getFirst()));
  }

  /** RFC 5321 §4.3.1: a client waits for the banner. */
  private boolean isTooSoon() throws IOException {
    return context.wire().isStrict() && enforcesSync() && context.wire().hasInput();
  }

  /** Whether the peer may send its greeting, and what follows that, before it hears anything. */
  private boolean mayHurry() throws InterruptedException {
    return context.lists().hadAtFirst(SmtpOptions.PIPELINING_CONNECT_ADVERTISE_HOSTS);
  }

  private boolean enforcesSync() {
    Boolean control = context.connection().enforceSync;
    return control == null ? context.value(SmtpOptions.SMTP_ENFORCE_SYNC) : control;
  }

  private Outcome inputBeforeBanner() throws IOException {
    sessionLog.tooSoon(context.wire().peek());
    return Outcome.closing(Reply.of(554, "SMTP synchronization error"));
  }

  private Outcome obey(Wire.Line read) throws IOException, InterruptedException {
    return switch (read) {
      case Wire.Line.Eof _ -> throw new Wire.Lost("the peer closed", null);
      case Wire.Line.TooLong _, Wire.Line.BareEnd _ when bar != null -> new Outcome(bar, state);
      case Wire.Line.TooLong _ -> refuse(new Command.Malformed(500, "Line too long"), "");
      case Wire.Line.BareEnd _ ->
          refuse(new Command.Malformed(500, "lines must end with CRLF"), "");
      case Wire.Line.Complete it -> obey(it.text());
    };
  }

  private Outcome refuse(Command.Malformed command, String line)
      throws IOException, InterruptedException {
    return machine.next(state, command, past) instanceof Step.Refuse it
        ? refused(it, line)
        : Outcome.closing(Reply.of(421, "Unexpected failure, please try later"));
  }

  private Outcome obey(String line) throws IOException, InterruptedException {
    Command command = rewritten(Command.parse(line));
    context.connection().command = line;
    if (bar != null && !(command instanceof Command.Quit)) {
      return new Outcome(bar, state);
    }
    if (isOutOfSync(command)) {
      sessionLog.incomplete("sync failure");
      sessionLog.outOfSync(line, state.offers().pipelining(), context.wire().peek());
      Reply usual = Reply.of(554, "SMTP synchronization error");
      return Outcome.closing(context.farewell().otherwise("synchronization-error", usual));
    }
    if (faults.isTooMuchJunk(command)) {
      return faults.tooMuchJunk(line);
    }
    if (state instanceof SessionState.Connected
        && (command instanceof Command.Mail || command.verb() == Verb.XCLIENT)) {
      machine = new Machine(SessionParts.rules(context, true));
    }
    SessionState before = state;
    Outcome outcome = perform(machine.next(state, command, past), command, line);
    if (outcome.reply().isTransient()) {
      faults.putOff();
    }
    past = past.after(command, before, !outcome.reply().isPositive());
    notePipelining();
    return outcome;
  }

  /** Looks for commands that came before their turn, where the log tells of them. */
  private void notePipelining() throws IOException {
    if (context.log().selects(LogSelector.PIPELINING)) {
      Connection peer = context.connection();
      boolean offered = state.offers().pipelining();
      boolean used = offered && (peer.pipelining == Pipelining.USED || isTooSoon());
      peer.pipelining = used ? Pipelining.USED : offered ? Pipelining.OFFERED : Pipelining.NONE;
    }
  }

  /**
   * Rules with the flag S see the argument of MAIL and RCPT before anything is read from it, where
   * the command has its turn.
   */
  private Command rewritten(Command command) throws InterruptedException {
    Rewriter rewriter = context.policy().rewriter();
    if (!rewriter.rules().hasAnyFor(Place.SMTP_SENDER)) {
      return command;
    }
    return switch (command) {
      case Command.Mail(String argument)
          when !argument.isEmpty() && !(state instanceof SessionState.InTransaction) -> {
        String path = machine.path(state, argument);
        String made = rewriter.argument(path, context.situation());
        yield new Command.Mail(made + argument.substring(path.length()));
      }
      case Command.Rcpt(String argument)
          when !argument.isEmpty() && state instanceof SessionState.InTransaction ->
          new Command.Rcpt(rewriter.argument(argument, context.situation()));
      default -> command;
    };
  }

  private boolean isOutOfSync(Command command) throws IOException, InterruptedException {
    Verb verb = command.verb();
    boolean sync =
        verb == null
            || switch (verb.sync()) {
              case ALWAYS -> true;
              case UNLESS_OFFERED -> !state.offers().startTls();
              case UNLESS_PIPELINING -> !state.offers().pipelining();
              case NEVER -> false;
            };
    // The octets of a chunk follow BDAT at once (RFC 3030 §2).
    return sync
        && verb != Verb.BDAT
        && isTooSoon()
        && !(command instanceof Command.Hello && mayHurry());
  }

  private Outcome perform(Step step, Command command, String line)
      throws IOException, InterruptedException {
    return switch (step) {
      case Step.Say it -> {
        whole = true;
        yield new Outcome(it.reply(), it.next());
      }
      case Step.Refuse it -> {
        whole = true;
        Outcome outcome = refused(isBrief() ? it.brief() : it, line);
        yield command instanceof Command.Rcpt ? envelopes.refused(outcome) : outcome;
      }
      case Step.Greet it -> {
        Outcome outcome = greeting.greet(it, state, clientChange.isAllowed());
        whole = outcome.reply().isPositive();
        if (whole) {
          reception.drop();
        }
        yield outcome;
      }
      case Step.Authenticate it ->
          authentication.run(it.argument(), state, refuse -> refused(refuse, line));
      case Step.ChangeClient it -> changeClient(it.argument(), line);
      case Step.StartTls _ -> startTls();
      case Step.Begin it -> envelopes.begin(it);
      case Step.AddRecipient it -> envelopes.add(it);
      case Step.ReceiveData it -> taken(reception.data(it.transaction()));
      case Step.ReceiveChunk it -> taken(reception.chunk(it));
      case Step.Verify it -> inquiries.verify(it.argument(), state);
      case Step.Expand it -> {
        Outcome outcome = inquiries.expand(it.argument(), state);
        whole = outcome.reply().isPositive();
        yield outcome;
      }
      case Step.TellWellKnown it -> new WellKnown(context).tell(it.argument(), line, state);
      case Step.StartQueue it -> new Etrn(context, faults).start(it.argument(), state);
      case Step.Reset _ -> reset("RSET");
      case Step.Leave _ -> leave();
    };
  }

  private Outcome changeClient(String argument, String line)
      throws IOException, InterruptedException {
    Outcome outcome =
        clientChange.obey(
            argument, machine.isHelloRequired(), state, refuse -> refused(refuse, line));
    if (outcome.reply().isPositive()) {
      reception.drop();
      faults.clientChanged();
      machine = new Machine(SessionParts.rules(context, false));
    }
    return outcome;
  }

  /** STARTTLS (RFC 3207 §4): whatever was said before it is forgotten, and never read again. */
  private Outcome startTls() throws IOException, InterruptedException {
    if (context.policy().acls().isSet(Phase.STARTTLS)) {
      Decision decision = context.policy().acls().run(Phase.STARTTLS, context.situation());
      if (!(decision instanceof Decision.Accept)) {
        return new Refusals(context).refuse(Phase.STARTTLS, decision, "", state);
      }
    }
    reset("STARTTLS");
    if (!tls.isReady()) {
      return Outcome.of(454, "TLS currently unavailable", state.outsideTransaction());
    }
    context.wire().discardInput();
    Reply goAhead = Reply.of(220, "TLS go ahead");
    context.wire().write(goAhead);
    context.wire().flush();
    return secured(goAhead, forgotten());
  }

  /** What a session under TLS begins with. */
  private SessionState forgotten() {
    return context.value(ServerOptions.REMEMBER_ESMTP)
            && state.outsideTransaction() instanceof SessionState.Greeted it
        ? new SessionState.Greeted(it.name(), it.extended(), it.offers().underTls())
        : new SessionState.Connected();
  }

  private Outcome secured(Reply said, SessionState next) throws InterruptedException {
    if (!tls.begin()) {
      sessionLog.securityFailed();
      context.farewell().otherwise("tls-failed", said);
      return new Outcome(said, new SessionState.Closed(), true);
    }
    context.connection().heloName(null);
    context.connection().esmtp = next instanceof SessionState.Greeted it && it.extended();
    faults.secured();
    authentication.forget();
    authentication.byCertificate();
    return new Outcome(said, next, true);
  }

  private Outcome refused(Step.Refuse step, String line) throws IOException, InterruptedException {
    SessionState next =
        step.fault() == Step.Fault.OVERFLOW ? state.outsideTransaction() : state.afterFault();
    if (next instanceof SessionState.Spoiled) {
      reception.drop();
    }
    Outcome outcome = faults.refuse(step, line, next);
    if (step.skip() == 0 || outcome.next() instanceof SessionState.Closed) {
      return outcome;
    }
    // A client may wait for the reply to BDAT before it sends the chunk.
    context.wire().write(outcome.reply());
    context.wire().skip(step.skip(), commandLimit);
    return new Outcome(outcome.reply(), outcome.next(), true);
  }

  private Outcome taken(Outcome outcome) {
    if (outcome.next() instanceof SessionState.Greeted) {
      faults.messageTaken();
      context.wire().rest();
    }
    return outcome;
  }

  private Outcome reset(String command) {
    sessionLog.incomplete(command);
    reception.drop();
    context.freshMessage();
    return Outcome.of(250, "Reset OK", state.outsideTransaction());
  }

  private Outcome leave() throws InterruptedException {
    sessionLog.incomplete("QUIT");
    Reply usual = Reply.of(221, context.ourName() + " closing connection");
    Reply last = context.farewell().quit(usual);
    sessionLog.quit();
    quit = true;
    return Outcome.closing(last);
  }

  /** The session breaks: says so if anybody hears it. */
  private void ended(Reply last) {
    state = new SessionState.Closed();
    try {
      context.wire().write(last);
    } catch (IOException _) {
      // Nobody is left to hear it; the log has it.
    }
    flushLastWords();
  }
}
