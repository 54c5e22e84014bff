// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.core.policy.Policy;
import org.ostler.core.smtp.server.SmtpOptions;
import org.ostler.core.smtp.server.protocol.Path;
import org.ostler.core.smtp.server.protocol.PathReader;
import org.ostler.core.smtp.server.protocol.Rules.PathRules;

/** One run through batched SMTP, with the words that Exim has for its faults. One use. */
final class Batch {
  /** Commands that ask something, which a batch has no answer to. */
  private static final Set<String> IGNORED = Set.of("NOOP", "HELP", "VRFY", "EXPN", "ETRN");

  /** Before a fault of a message as a whole, which is no command's. */
  private static final String OF_MESSAGE = "message: ";

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

  /** {@code manner} is what the command line says of all messages. */
  Batch(Policy policy, Receptions receptions, LocalMail manner, BatchInput input) {
    this.paths =
        new PathRules(
            policy.main().value(SmtpOptions.ALLOW_DOMAIN_LITERALS),
            policy.main().value(SmtpOptions.ALLOW_UTF8_DOMAINS),
            policy.main().value(SmtpOptions.STRIP_TRAILING_DOT),
            policy.main().value(SmtpOptions.STRIP_EXCESS_ANGLE_BRACKETS));
    this.receptions = receptions;
    this.manner = manner;
    this.input = input;
  }

  /** Takes the messages; null when nothing was wrong with any. */
  @Nullable Fault run() throws WrongWords, IOException, InterruptedException {
    String command = input.command();
    while (command != null) {
      String reply = obey(command);
      if (reply.equals("221")) {
        return null;
      }
      if (!reply.isEmpty()) {
        boolean ofCommand = !reply.startsWith(OF_MESSAGE);
        String told = ofCommand ? reply : reply.substring(OF_MESSAGE.length());
        return new Fault(told, started, input.line(), ofCommand ? command : "", taken);
      }
      command = input.command();
    }
    return null;
  }

  /** What is wrong with a command; empty for nothing, 221 at the batch's own end. */
  private String obey(String command) throws WrongWords, IOException, InterruptedException {
    String[] words = command.strip().split("[ \t]+", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    String verb = words[0].toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "HELO", "EHLO" -> {
        helo = argument;
        reset();
        yield "";
      }
      case "MAIL" -> path(argument, "FROM:", this::mail);
      case "RCPT" -> path(argument, "TO:", this::rcpt);
      case "DATA" -> data();
      case "RSET" -> {
        reset();
        yield argument.isEmpty() ? "" : "501 Unexpected argument data";
      }
      case "QUIT" -> "221";
      default -> IGNORED.contains(verb) ? "" : "500 Command unrecognized";
    };
  }

  private void reset() {
    sender = null;
    recipients.clear();
    started = input.line();
  }

  /** What is done with the path of a command. */
  private interface Step {
    String with(String address);
  }

  private String path(String argument, String keyword, Step step) {
    if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
      return "500 Command unrecognized";
    }
    boolean mail = keyword.equals("FROM:");
    if (mail && sender != null) {
      return "503 Sender already given";
    }
    if (!mail && sender == null) {
      return "503 No sender yet given";
    }
    return switch (PathReader.read(argument.substring(keyword.length()), paths)) {
      case Path.Bad it -> "501 " + it.why();
      case Path.Good it when !mail && it.address().isEmpty() ->
          "501 missing or malformed local part";
      case Path.Good it -> step.with(it.address());
    };
  }

  private String mail(String address) {
    sender = address;
    return "";
  }

  private String rcpt(String address) {
    recipients.add(address);
    return "";
  }

  private String data() throws WrongWords, IOException, InterruptedException {
    if (sender == null) {
      return "503 MAIL FROM:<sender> command must precede DATA";
    }
    if (recipients.isEmpty()) {
      return "503 RCPT TO:<recipient> must precede DATA";
    }
    try {
      LocalReception reception = receptions.of(message());
      reception.batched(input.message(), helo);
      taken++;
      reset();
      return "";
    } catch (LocalReception.Refused refused) {
      return OF_MESSAGE + refused.reply();
    } catch (EOFException end) {
      return OF_MESSAGE + "421 Lost incoming connection";
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
        manner.dispatch(),
        manner.quiet(),
        manner.asReceived(),
        new Origin(facts));
  }
}
