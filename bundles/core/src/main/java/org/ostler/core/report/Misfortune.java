// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.LetterAddresses;

/**
 * An address that failed or waits, and why.
 *
 * @param address the address
 * @param message what happened, in the words of the log; may be empty
 * @param trouble what a transport told, or null when none did
 */
public record Misfortune(Address address, String message, Outcome.@Nullable Trouble trouble) {
  public static Misfortune of(Address address, String message) {
    return new Misfortune(address, message, null);
  }

  public static Misfortune of(Address address, Outcome.Trouble trouble) {
    return new Misfortune(address, trouble.reason(), trouble);
  }

  /** The same with more said. */
  public Misfortune adding(String more) {
    String all = message.isEmpty() ? more : message + ": " + more;
    return new Misfortune(address, all, trouble);
  }

  /** The host concerned, or null. */
  public @Nullable NextHop host() {
    return trouble == null ? null : trouble.host();
  }

  /** Its reply, or null. */
  public @Nullable Reply reply() {
    return trouble == null ? null : trouble.reply();
  }

  /** The address as the text of a report shows it. */
  String shown() {
    Address top = address.original();
    if (address.hidden) {
      return top.address();
    }
    String own =
        address.letter != null
            ? "mail to " + LetterAddresses.shown(address.letter)
            : address.pipe != null
                ? "pipe to |" + address.pipe
                : address.file != null ? "save to " + address.file : address.address();
    return own.equals(top.address()) ? own : own + "\n    (generated from " + top.address() + ")";
  }

  /** Where reports about it go: {@code errors_to} or the sender; empty for nowhere. */
  public String reportTo(String sender) {
    String errorsTo = address.errorsIgnored ? "" : address.errorsTo;
    return errorsTo == null ? sender : errorsTo;
  }
}
