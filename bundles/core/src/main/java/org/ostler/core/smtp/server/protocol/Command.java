// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import org.jspecify.annotations.Nullable;

/** One command line. */
public sealed interface Command {
  /**
   * The longest command line that is read: generous, for long lists of parameters (RFC 5321
   * §4.5.3.1.4).
   */
  int LONGEST = 16384;

  /** The verb; null for what is no command at all. */
  @Nullable Verb verb();

  /** Whether something stands behind a verb that takes nothing. */
  default boolean hasStrayArgument() {
    return switch (this) {
      case Data it -> !it.argument().isEmpty();
      case Rset it -> !it.argument().isEmpty();
      case StartTls it -> !it.argument().isEmpty();
      case Quit it -> !it.argument().isEmpty();
      case Hello _, Mail _, Rcpt _, Bdat _, Noop _, Help _, Vrfy _, Expn _, Etrn _, Auth _ -> false;
      case XClient _, WellKnown _ -> false;
      case Unknown _, Malformed _ -> false;
    };
  }

  /** HELO, or EHLO when {@code extended}. */
  record Hello(boolean extended, String argument) implements Command {
    @Override
    public Verb verb() {
      return extended ? Verb.EHLO : Verb.HELO;
    }
  }

  record Mail(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.MAIL;
    }
  }

  record Rcpt(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.RCPT;
    }
  }

  record Data(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.DATA;
    }
  }

  record Bdat(String argument) implements Command {
    String[] words() {
      return argument.split("[ \t]+");
    }

    /** The first word: the size. */
    String size() {
      return words()[0];
    }

    @Override
    public Verb verb() {
      return Verb.BDAT;
    }
  }

  record Rset(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.RSET;
    }
  }

  record Noop() implements Command {
    @Override
    public Verb verb() {
      return Verb.NOOP;
    }
  }

  record Help() implements Command {
    @Override
    public Verb verb() {
      return Verb.HELP;
    }
  }

  record Vrfy(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.VRFY;
    }
  }

  record Expn(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.EXPN;
    }
  }

  record Etrn(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.ETRN;
    }
  }

  record Auth(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.AUTH;
    }
  }

  record StartTls(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.STARTTLS;
    }
  }

  /** The client that a proxy speaks for. */
  record XClient(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.XCLIENT;
    }
  }

  /** What is kept for everybody under a name, as under {@code /.well-known/} of HTTP. */
  record WellKnown(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.WELLKNOWN;
    }
  }

  record Quit(String argument) implements Command {
    @Override
    public Verb verb() {
      return Verb.QUIT;
    }
  }

  /** A line that begins with no verb. */
  record Unknown() implements Command {
    @Override
    public @Nullable Verb verb() {
      return null;
    }
  }

  /**
   * A line that may not be a command whatever it says.
   *
   * @param why the reply's text
   * @param note what the log says of it
   */
  record Malformed(int code, String why, String note) implements Command {
    public Malformed(int code, String why) {
      this(code, why, why);
    }

    @Override
    public @Nullable Verb verb() {
      return null;
    }
  }

  /** Reads a line that was ended by CRLF. */
  static Command parse(String raw) {
    if (raw.indexOf('\0') >= 0) {
      return new Malformed(
          501,
          "NUL characters are not allowed in SMTP commands",
          "NUL character(s) present (shown as '?')");
    }
    if (raw.indexOf('\r') >= 0) {
      // RFC 5321 §2.3.8: CR and LF are sent only together.
      return new Malformed(500, "bare CR is not allowed in SMTP commands");
    }
    String line = raw.stripTrailing();
    Verb verb = Verb.of(line);
    if (verb == null) {
      return new Unknown();
    }
    String argument = verb.argument(line);
    return switch (verb) {
      case HELO -> new Hello(false, argument);
      case EHLO -> new Hello(true, argument);
      case MAIL -> new Mail(argument);
      case RCPT -> new Rcpt(argument);
      case DATA -> new Data(argument);
      case BDAT -> new Bdat(argument);
      case RSET -> new Rset(argument);
      case NOOP -> new Noop();
      case HELP -> new Help();
      case VRFY -> new Vrfy(argument);
      case EXPN -> new Expn(argument);
      case ETRN -> new Etrn(argument);
      case AUTH -> new Auth(argument);
      case STARTTLS -> new StartTls(argument);
      case QUIT -> new Quit(argument);
      case XCLIENT -> new XClient(argument);
      case WELLKNOWN -> new WellKnown(argument);
    };
  }
}
