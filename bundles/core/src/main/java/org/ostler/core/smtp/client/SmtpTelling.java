// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;
import org.ostler.core.mail.IpText;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/** What {@code -v} and {@code -d+transport} tell of dialogues with other hosts, in Exim's lines. */
final class SmtpTelling {
  private static final String SECRET = "AUTH ";

  private SmtpTelling() {}

  private static @Nullable Selector selector() {
    Trace here = Trace.here();
    if (here == null) {
      return null;
    }
    return here.tells(Selector.V)
        ? Selector.V
        : here.tells(Selector.TRANSPORT) ? Selector.TRANSPORT : null;
  }

  static void connects(Dialog dialog, String how) {
    Selector selector = selector();
    if (selector != null) {
      String ip = IpText.of(dialog.address());
      Trace.tell(selector, "Connecting to [" + ip + "]:" + dialog.port() + " ... " + how);
    }
  }

  /** A command; what it proves who we are by is nobody's business. */
  static void says(String command) {
    Selector selector = selector();
    if (selector != null) {
      boolean secret = command.startsWith(SECRET) && command.indexOf(' ', SECRET.length()) > 0;
      Trace.tell(
          selector,
          "  SMTP>> "
              + (secret
                  ? command.substring(0, command.indexOf(' ', SECRET.length())) + " ****"
                  : command));
    }
  }

  static void hears(Reply reply) {
    Selector selector = selector();
    if (selector == null) {
      return;
    }
    List<String> lines = reply.lines();
    for (int i = 0; i < lines.size(); i++) {
      Trace.tell(
          selector,
          (i == 0 ? "  SMTP<< " : "         ")
              + reply.code()
              + (i + 1 < lines.size() ? "-" : " ")
              + lines.get(i));
    }
  }
}
