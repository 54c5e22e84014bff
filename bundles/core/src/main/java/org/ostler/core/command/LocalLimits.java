// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Settings;
import org.ostler.api.spool.SpoolFull;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.Assembler;
import org.ostler.core.receive.Limits;
import org.ostler.core.receive.ReceiveOptions;

/** What a local message may be, and what is said when it is more. */
final class LocalLimits {
  private LocalLimits() {}

  static Limits of(Situation situation) throws InterruptedException {
    Settings main = situation.settings();
    return new Limits(
        size(situation),
        main.value(ReceiveOptions.HEADER_MAXSIZE),
        main.value(ReceiveOptions.HEADER_LINE_MAXSIZE),
        main.value(ReceiveOptions.RECEIVED_HEADERS_MAX),
        main.value(ReceiveOptions.MESSAGE_BODY_VISIBLE));
  }

  /** {@code message_size_limit}; 0, no limit, when it does not make sense. */
  private static long size(Situation situation) throws InterruptedException {
    Expandable option = situation.settings().find(ReceiveOptions.MESSAGE_SIZE_LIMIT).orElse(null);
    if (option == null || !(option.expand(situation) instanceof Expansion.Value value)) {
      return 0;
    }
    String text = value.text().value().strip();
    if (!text.matches("[0-9]{1,12}[kKmMgG]?")) {
      return 0;
    }
    int shift =
        switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
          case 'k' -> 10;
          case 'm' -> 20;
          case 'g' -> 30;
          default -> 0;
        };
    return Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1)) << shift;
  }

  /** Refuses a message that broke a limit. */
  static void check(Assembler assembler, Situation situation, Log log)
      throws LocalReception.Refused, IOException, InterruptedException {
    Assembler.Fault fault = assembler.fault();
    Settings main = situation.settings();
    if (fault == Assembler.Fault.SPOOL) {
      IOException trouble = assembler.trouble();
      if (trouble instanceof SpoolFull) {
        throw new LocalReception.Refused("space shortage, please try later", true);
      }
      throw trouble == null ? new IOException("the spool failed") : trouble;
    }
    if (fault == Assembler.Fault.NO_MEMORY) {
      throw new LocalReception.Refused("temporary local problem, please try later", true);
    }
    long received = assembler.fields().stream().filter(field -> field.is("Received")).count();
    if (fault == null && received > main.value(ReceiveOptions.RECEIVED_HEADERS_MAX)) {
      throw refused("Too many \"Received\" headers", situation, log);
    } else if (fault == Assembler.Fault.TOO_BIG) {
      String limit = "read=" + assembler.received() + " max=" + size(situation);
      throw refused("message too big: " + limit, situation, log);
    } else if (fault == Assembler.Fault.HEADER_TOO_BIG) {
      throw refused("message header is ridiculously long", situation, log);
    } else if (fault == Assembler.Fault.HEADER_LINE_TOO_LONG) {
      throw refused("a message header line is too long", situation, log);
    }
  }

  private static LocalReception.Refused refused(String why, Situation situation, Log log) {
    ReversePath sender = situation.envelope().sender();
    log.reject(
        situation.envelope().queueId(),
        "rejected from <"
            + (sender == null ? "" : sender.address())
            + ">"
            + (situation.peer().ident == null ? "" : " U=" + situation.peer().ident)
            + ": "
            + why,
        java.util.List.of());
    return new LocalReception.Refused(
        why,
        false,
        why.startsWith("message too big")
            ? "552 Message size exceeds maximum permitted"
            : "550 " + why);
  }
}
