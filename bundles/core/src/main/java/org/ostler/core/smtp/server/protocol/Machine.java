// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;
import org.ostler.core.smtp.server.protocol.ExtensionWords.Used;
import org.ostler.core.smtp.server.protocol.MailKeyword.Word;
import org.ostler.core.smtp.server.protocol.Rules.PathRules;
import org.ostler.core.smtp.server.protocol.SessionState.Closed;
import org.ostler.core.smtp.server.protocol.SessionState.Connected;
import org.ostler.core.smtp.server.protocol.SessionState.Greeted;
import org.ostler.core.smtp.server.protocol.SessionState.InChunks;
import org.ostler.core.smtp.server.protocol.SessionState.InTransaction;
import org.ostler.core.smtp.server.protocol.SessionState.Spoiled;
import org.ostler.core.smtp.server.protocol.Step.Fault;
import org.ostler.core.smtp.server.protocol.Step.Refuse;
import org.ostler.core.smtp.server.protocol.Step.Say;

/**
 * Syntax and sequence of RFC 5321: from a state and a command to a step, without asking anybody.
 * Pure: the same arguments give the same step. The words of the replies are Exim's.
 */
public final class Machine {
  private static final Refuse ONLY_RSET = Refuse.sequence(503, "only RSET accepted now");
  private static final Refuse ONLY_BDAT =
      Refuse.sequence(503, "only BDAT permissible after non-LAST BDAT");
  private static final Refuse UNEXPECTED = Refuse.syntax(501, "unexpected argument data");
  private static final Refuse NO_TLS =
      Refuse.sequence(503, "STARTTLS command used when not advertised");

  private final Rules rules;

  public Machine(Rules rules) {
    this.rules = rules;
  }

  /** Whether a peer has to greet before it is served. */
  public boolean isHelloRequired() {
    return rules.helloRequired();
  }

  /** What the command leads to. */
  public Step next(SessionState state, Command command, Past past) {
    Refuse misplaced = misplaced(state, command);
    if (misplaced != null) {
      return misplaced;
    }
    return command.hasStrayArgument() ? UNEXPECTED : inPlace(state, command, past);
  }

  /** What may not stand between chunks, or after such a mistake; null when the command may. */
  private static @Nullable Refuse misplaced(SessionState state, Command command) {
    return switch (command) {
      case Command.Quit _, Command.Rset _, Command.Unknown _, Command.Malformed _ -> null;
      case Command.Bdat it when state instanceof Spoiled ->
          ONLY_RSET.skipping(Math.max(0, size(it.size())));
      case Command.Hello _ when state instanceof Spoiled -> null;
      case Command _ when state instanceof Spoiled -> ONLY_RSET;
      case Command.Bdat _, Command.Noop _ -> null;
      case Command _ when state instanceof InChunks -> ONLY_BDAT;
      case Command _ -> null;
    };
  }

  private Step inPlace(SessionState state, Command command, Past past) {
    return switch (command) {
      case Command.Unknown _ ->
          new Refuse(
              Reply.of(500, "unrecognized command"), Fault.UNKNOWN, "unrecognized command", 0);
      case Command.Malformed it ->
          new Refuse(
              Reply.of(it.code(), it.why()),
              it.why().equals(it.note()) ? Fault.SYNTAX : Fault.NUL,
              it.note(),
              0);
      case Command.Noop _ -> new Say(Reply.of(250, "OK"), state);
      case Command.Help _ -> new Say(help(state.offers()), state);
      case Command.Quit _ -> new Step.Leave();
      case Command.Rset _ -> new Step.Reset();
      case Command.Auth it -> new Step.Authenticate(it.argument());
      case Command.XClient it -> new Step.ChangeClient(it.argument());
      case Command.StartTls _ -> state.offers().startTls() ? new Step.StartTls() : NO_TLS;
      case Command.Hello it -> hello(it);
      case Command.Mail it -> mail(state, it.argument());
      case Command.Rcpt it -> rcpt(state, it.argument(), past);
      case Command.Data _ -> data(state, past);
      case Command.Bdat it -> chunk(state, it, past);
      case Command.Vrfy it -> new Step.Verify(it.argument());
      case Command.Expn it -> new Step.Expand(it.argument());
      case Command.WellKnown it -> new Step.TellWellKnown(it.argument());
      case Command.Etrn _ when state instanceof InTransaction ->
          Refuse.sequence(503, "ETRN is not permitted inside a transaction");
      case Command.Etrn it -> new Step.StartQueue(it.argument());
    };
  }

  /** The verbs in Exim's order: those of inquiries where they are offered. */
  private static Reply help(Offers offers) {
    StringBuilder verbs = new StringBuilder(offers.startTls() ? "AUTH STARTTLS" : "AUTH");
    verbs.append(" HELO EHLO MAIL RCPT DATA BDAT NOOP QUIT RSET HELP");
    verbs.append(offers.etrn() ? " ETRN" : "").append(offers.expn() ? " EXPN" : "");
    verbs.append(offers.vrfy() ? " VRFY" : "");
    return new Reply(214, null, List.of("Commands supported:", verbs.toString()));
  }

  private Step hello(Command.Hello hello) {
    String name = hello.argument();
    if (!rules.helloJunk() && !isHostName(name)) {
      String verb = hello.extended() ? "EHLO" : "HELO";
      return new Refuse(
          Reply.of(501, "Syntactically invalid " + verb + " argument(s)"),
          Fault.HELLO,
          name.isEmpty() ? "(no argument given)" : name,
          0);
    }
    return new Step.Greet(name, hello.extended());
  }

  private boolean isHostName(String name) {
    if (name.startsWith("[")) {
      return PathReader.isLiteral(name);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '.' && c != '-' && rules.helloChars().indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private Step mail(SessionState state, String argument) {
    if (rules.helloRequired() && state instanceof Connected) {
      return new Refuse(
          Reply.of(503, "HELO or EHLO required"), Fault.NO_HELLO, "no HELO/EHLO given", 0);
    }
    if (state instanceof InTransaction) {
      return Refuse.sequence(503, "sender already given");
    }
    if (argument.isEmpty()) {
      return Refuse.sequence(501, "MAIL must have an address operand");
    }
    MailParameters parameters = MailParameters.NONE;
    String rest = argument;
    while (true) {
      int space = lastBlank(rest);
      if (space < 0 || !(state instanceof Greeted greeted && greeted.extended())) {
        return begin(state, argument, rest, parameters);
      }
      Word word = Word.of(rest.substring(space + 1));
      MailKeyword keyword = MailKeyword.find(word, state.offers());
      Used used = keyword == null ? state.offers().words().ofMail(word) : null;
      if (keyword != null) {
        MailParameters more = keyword.reader().read(word.value(), parameters);
        if (more == null) {
          return Refuse.syntax(501, "invalid data for " + word.keyword());
        }
        parameters = more;
      } else if (used == null && MailKeyword.isUtf8(word)) {
        return Refuse.syntax(501, "SMTPUTF8 used when not advertised");
      } else if (used == null) {
        return begin(state, argument, rest, parameters);
      } else if (state.offers().words().isOffered(used)) {
        parameters = parameters.with(used);
      }
      rest = rest.substring(0, space).stripTrailing();
    }
  }

  /** The argument of MAIL without its parameters. */
  public String path(SessionState state, String argument) {
    boolean extended = state instanceof Greeted greeted && greeted.extended();
    String rest = argument;
    int space = lastBlank(rest);
    while (extended
        && space >= 0
        && MailKeyword.find(Word.of(rest.substring(space + 1)), state.offers()) != null) {
      rest = rest.substring(0, space).stripTrailing();
      space = lastBlank(rest);
    }
    return rest;
  }

  /** The last blank that is not within quotes; -1 when there is none. */
  private static int lastBlank(String text) {
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t') {
        return i;
      }
      if (c == '"') {
        i = text.lastIndexOf('"', i - 1);
        if (i < 0) {
          return -1;
        }
      }
    }
    return -1;
  }

  private Step begin(
      SessionState state, String argument, String address, MailParameters parameters) {
    return switch (PathReader.read(address, rules.paths().withUtf8(parameters.smtputf8()), true)) {
      case Path.Bad it ->
          new Refuse(Reply.of(501, argument + ": " + it.why()), Fault.SYNTAX, it.why(), 0);
      case Path.Good it -> new Step.Begin(it, address, parameters, state);
    };
  }

  private Step rcpt(SessionState state, String argument, Past past) {
    if (!(state instanceof InTransaction transaction)) {
      Refuse early = Refuse.sequence(503, "sender not yet given");
      return past.excuses(state) ? new Refuse(early.reply(), Fault.NONE, "", 0) : early;
    }
    if (argument.isEmpty()) {
      return Refuse.syntax(501, "RCPT must have an address operand");
    }
    List<Used> parameters = new ArrayList<>();
    String address = argument;
    for (int space = lastBlank(address); space >= 0; space = lastBlank(address)) {
      Used used = state.offers().words().ofRcpt(Word.of(address.substring(space + 1)));
      if (used == null) {
        break;
      }
      parameters.add(used);
      address = address.substring(0, space).stripTrailing();
    }
    PathRules paths = rules.paths().withUtf8(transaction.parameters().smtputf8());
    return switch (PathReader.read(address, paths, false)) {
      case Path.Bad it ->
          new Refuse(Reply.of(501, argument + ": " + it.why()), Fault.SYNTAX, it.why(), 0);
      case Path.Good it -> new Step.AddRecipient(it, address, List.copyOf(parameters), transaction);
    };
  }

  private static Step data(SessionState state, Past past) {
    if (!(state instanceof InTransaction transaction) || transaction.recipients().accepted() == 0) {
      return withoutRecipient(state, "DATA", past);
    }
    if (transaction.recipients().overflow()) {
      return new Refuse(Reply.of(554, "Too many recipients"), Fault.OVERFLOW, "", 0);
    }
    return new Step.ReceiveData(transaction);
  }

  private static Step chunk(SessionState state, Command.Bdat command, Past past) {
    String[] words = command.words();
    long size = size(command.size());
    boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
    if (!state.offers().chunking()) {
      return Refuse.sequence(503, "BDAT command used when CHUNKING not advertised");
    }
    if (size < 0 || words.length > 2 || (words.length == 2 && !last)) {
      return Refuse.syntax(
              501, size < 0 ? "missing size for BDAT command" : "unexpected argument data")
          .skipping(Math.max(size, 0));
    }
    return switch (state) {
      case InChunks it -> new Step.ReceiveChunk(it.transaction(), false, size, last);
      case InTransaction it when it.recipients().overflow() ->
          new Refuse(Reply.of(554, "Too many recipients"), Fault.OVERFLOW, "", size);
      case InTransaction it when it.recipients().accepted() > 0 ->
          new Step.ReceiveChunk(it, true, size, last);
      case InTransaction _, Connected _, Greeted _, Spoiled _, Closed _ ->
          // RFC 3030 §2: the octets of a refused chunk have been sent already.
          withoutRecipient(state, "BDAT", past).skipping(size);
    };
  }

  /** The size of a chunk; -1 when it is none. */
  private static long size(String word) {
    return word.isEmpty() || word.length() > 18 || !word.chars().allMatch(c -> c >= '0' && c <= '9')
        ? -1
        : Long.parseLong(word);
  }

  private static Refuse withoutRecipient(SessionState state, String verb, Past past) {
    String refusal =
        state instanceof InTransaction it
            ? it.recipients().refusal()
            : past.lost() ? "503 sender not yet given" : "";
    List<String> lines = new ArrayList<>();
    if (!refusal.isEmpty()) {
      lines.add("All RCPT commands were rejected with this error:");
      lines.addAll(List.of(refusal.split("\n", -1)));
    }
    boolean pipelined = past.rcpt() && state.offers().pipelining();
    lines.add((pipelined ? "Valid" : "valid") + " RCPT command must precede " + verb);
    return new Refuse(
        new Reply(503, null, lines), pipelined ? Fault.NONE : Fault.PROTOCOL, lines.getLast(), 0);
  }
}
