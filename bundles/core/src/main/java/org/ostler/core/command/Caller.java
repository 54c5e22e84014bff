// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import org.ostler.api.command.Invocation;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.mail.CallerName;
import org.ostler.core.mail.Situation;

/** Who runs a command. */
final class Caller {
  private Caller() {}

  /** Whoever runs the command is the sender, as of a message that is submitted. */
  static void sends(Invocation invocation, Situation situation) throws InterruptedException {
    String user = CallerName.login(invocation.user(), situation);
    situation.envelope().protocol("");
    if (situation.peer().ident == null) {
      situation.peer().ident = user;
    }
    if (situation.envelope().sender() != null) {
      return; // the options have said who
    }
    Text domain = situation.variable("qualify_domain");
    String address = user + "@" + (domain == null ? "" : domain.value());
    situation.envelope().sender(new ReversePath(address));
    situation.envelope().authenticatedSender = address;
    if (situation.peer().authenticatedId == null) {
      situation.peer().authenticatedId = user;
    }
  }
}
