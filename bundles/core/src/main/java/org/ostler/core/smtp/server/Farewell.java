// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import org.ostler.api.acl.Phase;
import org.ostler.api.smtp.Reply;
import org.ostler.api.text.Text;
import org.ostler.core.acl.Decision;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;

/**
 * The lists for the end of a session. They cannot refuse it; their message, whatever they decide,
 * is the last that the peer hears. A code in it is told as it stands.
 */
final class Farewell {
  private final SmtpPolicy policy;
  private final Situation situation;
  private final Log log;
  private boolean asked;

  Farewell(SmtpPolicy policy, Situation situation, Log log) {
    this.policy = policy;
    this.situation = situation;
    this.log = log;
  }

  /** The last words after QUIT. */
  Reply quit(Reply usual) throws InterruptedException {
    reason("");
    return said(Phase.QUIT, "QUIT", usual);
  }

  /** The last words of a session that ends without QUIT; {@code why} is one of Exim's words. */
  Reply otherwise(String why, Reply usual) throws InterruptedException {
    if (asked) {
      return usual;
    }
    asked = true;
    reason(why);
    return said(Phase.NOTQUIT, "not-QUIT", usual);
  }

  private void reason(String why) {
    situation.peer().remarks.put("smtp_notquit_reason", Text.of(why));
  }

  private Reply said(Phase phase, String name, Reply usual) throws InterruptedException {
    if (!policy.acls().isSet(phase)) {
      return usual;
    }
    Decision decision = policy.acls().run(phase, situation);
    if (decision instanceof Decision.Broken broken) {
      log.panic(
          situation.envelope().queueId(),
          "ACL for " + name + " returned ERROR: " + broken.logMessage());
    }
    String message = decision.userMessage();
    return message.isEmpty() ? usual : CustomReply.plain(usual.code(), message).reply();
  }
}
