// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import org.ostler.language.octets.MailboxReader;

/** One address as it stands in redirection data or as people type it. */
public final class AddressText {
  /** What the text is. */
  public sealed interface Result {
    /** An address; {@code qualified} tells whether it has a domain. */
    record Good(String address, boolean qualified) implements Result {}

    /** Nothing, or comments alone. */
    record Empty() implements Result {}

    record Bad(String message) implements Result {}
  }

  private static final String EMPTY = "empty address";

  private AddressText() {}

  /** Reads the text; what is wrong is told with the text. */
  public static Result parse(String text, MailboxReader.Syntax syntax) {
    return switch (MailboxReader.read(text, syntax, false)) {
      case MailboxReader.Result.Found found when hasLineEnd(found.address()) ->
          new Result.Bad("missing or malformed local part in \"" + text + "\"");
      case MailboxReader.Result.Found found -> new Result.Good(found.address(), found.domain() > 0);
      case MailboxReader.Result.Bad(String why) ->
          why.equals(EMPTY) ? new Result.Empty() : new Result.Bad(why + " in \"" + text + "\"");
    };
  }

  /** RFC 5321 §4.1.2: no quoting makes them part of an address; they would end a command. */
  private static boolean hasLineEnd(String address) {
    return address.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\0');
  }
}
