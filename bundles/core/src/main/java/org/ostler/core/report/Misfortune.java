// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Address;

/**
 * An address that failed or waits, and why.
 *
 * @param address the address
 * @param message what happened, in the words of the log; may be empty
 * @param host the host concerned, or null
 * @param reply its reply, or null
 */
public record Misfortune(
    Address address, String message, @Nullable NextHop host, @Nullable Reply reply) {
  public static Misfortune of(Address address, String message) {
    return new Misfortune(address, message, null, null);
  }

  public static Misfortune of(Address address, Outcome.Trouble trouble) {
    return new Misfortune(address, trouble.reason(), trouble.host(), trouble.reply());
  }

  /** The same with more said. */
  public Misfortune adding(String more) {
    String all = message.isEmpty() ? more : message + ": " + more;
    return new Misfortune(address, all, host, reply);
  }

  /** The address as the text of a report shows it. */
  String shown() {
    Address top = address.original();
    if (address.hidden) {
      return top.address();
    }
    String own =
        address.pipe != null
            ? "pipe to |" + address.pipe
            : address.file != null ? "save to " + address.file : address.address();
    return own.equals(top.address()) ? own : own + "\n    (generated from " + top.address() + ")";
  }

  /** Where reports about it go: {@code errors_to} or the sender; empty for nowhere. */
  public String reportTo(String sender) {
    String errorsTo = address.errorsTo;
    return errorsTo == null ? sender : errorsTo;
  }
}
