// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.policy.Policy;
import org.ostler.core.smtp.server.protocol.Path;
import org.ostler.core.smtp.server.protocol.PathReader;
import org.ostler.core.smtp.server.protocol.Rules.PathRules;

/** One run through batched SMTP, with the words that Exim has for its faults. One use. */
final class Batch {
  /** Commands that ask something, which a batch has no answer to. */
  private static final Set<String> IGNORED = Set.of("NOOP", "HELP", "VRFY", "EXPN", "ETRN");

  private static final Next ON = new Next.On();

  private final PathRules paths;
  private final Receptions receptions;
  private final LocalMail manner;
  private final BatchInput input;
  private final List<String> recipients = new ArrayList<>();
  private @Nullable String sender;
  private String helo = "";
  private int started;
  private int taken;

  /** Makes the reception of one message. */
  @FunctionalInterface
  interface Receptions {
    LocalReception of(LocalMail mail) throws WrongWords;
  }

  /**
   * Why a batch ended early.
   *
   * @param reply what a server would have answered
   * @param started the line with which the transaction began
   * @param line the line at fault
   * @param command the command at fault; empty when it was no command's
   * @param taken how many messages were taken before
   */
  record Fault(String reply, int started, int line, String command, int taken) {}

  /** What a line of the batch leads to. */
  private sealed interface Next {
    /** The batch goes on. */
    record On() implements Next {}

    /** QUIT: the batch ends before its input does. */
    record End() implements Next {}

    /** A fault; of the command itself, or of the message that followed it. */
    record Wrong(String reply, boolean ofCommand) implements Next {}
  }

  /** {@code manner} is what the command line says of all messages. */
  Batch(Policy policy, Receptions receptions, LocalMail manner, BatchInput input) {
    this.paths =
        new PathRules(
            policy.main().value(AddressSyntax.ALLOW_DOMAIN_LITERALS),
            policy.main().value(AddressSyntax.ALLOW_UTF8_DOMAINS),
            policy.main().value(AddressSyntax.STRIP_TRAILING_DOT),
            policy.main().value(AddressSyntax.STRIP_EXCESS_ANGLE_BRACKETS));
    this.receptions = receptions;
    this.manner = manner;
    this.input = input;
  }

  /** Takes the messages; null when nothing was wrong with any. */
  @Nullable Fault run() throws WrongWords, IOException, InterruptedException {
    String command = input.command();
    while (command != null) {
      switch (obey(command)) {
        case Next.On _ -> command = input.command();
        case Next.End _ -> {
          return null;
        }
        case Next.Wrong(var reply, var ofCommand) -> {
          return new Fault(reply, started, input.line(), ofCommand ? command : "", taken);
        }
      }
    }
    return null;
  }

  private static Next wrong(String reply) {
    return new Next.Wrong(reply, true);
  }

  private Next obey(String command) throws WrongWords, IOException, InterruptedException {
    String[] words = command.strip().split("[ \t]+", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    String verb = words[0].toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "HELO", "EHLO" -> {
        helo = argument;
        reset();
        yield ON;
      }
      case "MAIL" -> path(argument, "FROM:", address -> sender = address);
      case "RCPT" -> path(argument, "TO:", recipients::add);
      case "DATA" -> data();
      case "RSET" -> {
        reset();
        yield argument.isEmpty() ? ON : wrong("501 Unexpected argument data");
      }
      case "QUIT" -> new Next.End();
      default -> IGNORED.contains(verb) ? ON : wrong("500 Command unrecognized");
    };
  }

  private void reset() {
    sender = null;
    recipients.clear();
    started = input.line();
  }

  private Next path(String argument, String keyword, Consumer<String> taker) {
    if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
      return wrong("500 Command unrecognized");
    }
    boolean mail = keyword.equals("FROM:");
    if (mail && sender != null) {
      return wrong("503 Sender already given");
    }
    if (!mail && sender == null) {
      return wrong("503 No sender yet given");
    }
    switch (PathReader.read(argument.substring(keyword.length()), paths, mail)) {
      case Path.Bad it -> {
        return wrong("501 " + it.why());
      }
      case Path.Good it -> taker.accept(it.address());
    }
    return ON;
  }

  private Next data() throws WrongWords, IOException, InterruptedException {
    if (sender == null) {
      return wrong("503 MAIL FROM:<sender> command must precede DATA");
    }
    if (recipients.isEmpty()) {
      return wrong("503 RCPT TO:<recipient> must precede DATA");
    }
    try {
      LocalReception reception = receptions.of(message());
      reception.batched(input.message(), helo);
      taken++;
      reset();
      return ON;
    } catch (LocalReception.Refused refused) {
      return new Next.Wrong(refused.reply(), false);
    } catch (LocalReception.Lost end) {
      input.endsWithin(end.inBody());
      return new Next.Wrong("421 Lost incoming connection", false);
    }
  }

  private LocalMail message() {
    Map<String, String> facts = new HashMap<>(manner.origin().facts());
    facts.putIfAbsent("r", "local-bsmtp");
    return new LocalMail(
        List.copyOf(recipients),
        false,
        sender,
        null,
        false,
        manner.manner(),
        manner.quiet(),
        manner.asReceived(),
        new Origin(facts));
  }
}
