// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.language.octets.MailboxReader;

/** Reads the words behind the name of an action. */
final class ActionReader {
  private static final int USUAL_DAYS = 7;
  private static final int FEWEST_DAYS = 1;
  private static final int MOST_DAYS = 31;

  private final SieveText text;
  private final Set<Capability> required;

  ActionReader(SieveText text, Set<Capability> required) {
    this.text = text;
    this.required = required;
  }

  static void needs(Capability capability, Set<Capability> required, SieveText text)
      throws BadSieve {
    if (!required.contains(capability)) {
      throw text.bad("missing previous require \"" + capability.word() + "\";");
    }
  }

  private void needs(Capability capability) throws BadSieve {
    needs(capability, required, text);
  }

  private boolean copy() throws BadSieve {
    boolean copy = false;
    text.skip();
    while (text.takes(":copy")) {
      needs(Capability.COPY);
      copy = true;
      text.skip();
    }
    return copy;
  }

  SieveCommand redirect() throws BadSieve {
    boolean copy = copy();
    String address = text.string("missing redirect recipient string");
    if (address.indexOf('@') < 0) {
      throw text.bad("unqualified recipient address");
    }
    return new SieveCommand.Redirect(address, copy, text.line());
  }

  SieveCommand fileInto() throws BadSieve {
    needs(Capability.FILEINTO);
    boolean copy = copy();
    String folder = text.string("missing fileinto folder string");
    // nothing leads up, and a name ends where C thinks it does
    if (folder.isEmpty() || folder.matches("(?s)(?:.*/)?\\.\\.(?:/.*)?|.*[\\x00-\\x1f\\x7f].*")) {
      throw text.bad("invalid folder");
    }
    return new SieveCommand.FileInto(folder, copy, text.line());
  }

  SieveCommand notification() throws BadSieve {
    needs(Capability.ENOTIFY);
    String from = null;
    String importance = null;
    String message = null;
    while (true) {
      text.skip();
      if (text.takes(":from")) {
        from = text.string("from string expected");
      } else if (text.takes(":importance")) {
        importance = text.string("importance string expected");
        if (!importance.matches("[123]")) {
          throw text.bad("invalid importance");
        }
      } else if (text.takes(":options")) {
        // RFC 5436 knows none, and RFC 5435 §3.5 wants unknown ones ignored
        text.strings("options string list expected");
      } else if (text.takes(":message")) {
        message = text.string("message string expected");
      } else {
        break;
      }
    }
    String method = text.string("missing method string");
    text.semicolon();
    try {
      MailtoUri uri = MailtoUri.read(method);
      return new SieveCommand.Notify(method, uri, from, importance, message, text.line());
    } catch (MailtoUri.Bad bad) {
      throw text.bad(bad.message());
    }
  }

  SieveCommand vacation() throws BadSieve {
    needs(Capability.VACATION);
    int days = USUAL_DAYS;
    String subject = null;
    String from = null;
    List<String> addresses = List.of();
    boolean mime = false;
    String handle = null;
    while (true) {
      text.skip();
      if (text.takes(":days")) {
        days = (int) Math.clamp(text.number(), FEWEST_DAYS, MOST_DAYS);
      } else if (text.takes(":subject")) {
        subject = text.string("subject string expected");
      } else if (text.takes(":from")) {
        from = mailbox(text.string("from string expected"));
      } else if (text.takes(":addresses")) {
        addresses = text.strings("addresses string list expected");
      } else if (text.takes(":mime")) {
        mime = true;
      } else if (text.takes(":handle")) {
        handle = text.string("handle string expected");
      } else {
        break;
      }
    }
    String reason = text.string("missing reason string");
    if (mime && reason.chars().anyMatch(c -> c > 127)) {
      throw text.bad("MIME reason string contains 8bit text");
    }
    text.semicolon();
    return new SieveCommand.Vacation(days, subject, from, addresses, mime, handle, reason);
  }

  private String mailbox(String address) throws BadSieve {
    String why = complaint(address, MailboxReader.Syntax.USUAL);
    if (why != null) {
      throw text.bad(why);
    }
    return address;
  }

  /** What is wrong with an address; null when nothing is. */
  static @Nullable String complaint(String address, MailboxReader.Syntax syntax) {
    if (address.isEmpty()) {
      return "empty address";
    }
    return MailboxReader.read(address, syntax, false) instanceof MailboxReader.Result.Bad(var why)
        ? "malformed address \"" + address + "\" (" + why + ")"
        : null;
  }
}
