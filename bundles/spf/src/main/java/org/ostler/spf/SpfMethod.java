// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.AuthenticationMethod;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;

/** What SPF has to say in <code>${authresults{host}}</code> (RFC 8601 §2.7.2). */
@Component
public final class SpfMethod implements AuthenticationMethod {
  @Override
  public String name() {
    return "spf";
  }

  @Override
  public @Nullable Text result(MailView mail) {
    Map<String, String> values = MessageCheck.values(mail);
    if (values.isEmpty()) {
      return null;
    }
    ReversePath sender = mail.envelope().sender();
    String domain = sender == null ? "" : sender.domain();
    String helo = mail.peer().heloName();
    return Text.tainted(
        "spf="
            + values.get("spf_result")
            + ("yes".equals(values.get("spf_result_guessed"))
                ? " (best guess record for domain)"
                : "")
            + (domain.isEmpty()
                ? " smtp.helo=" + (helo == null ? "" : helo)
                : " smtp.mailfrom=" + domain),
        "the SPF check of the sender");
  }
}
