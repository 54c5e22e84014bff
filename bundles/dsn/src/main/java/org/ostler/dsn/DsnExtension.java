// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.list.MatchList;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.DsnRequest.Notify;
import org.ostler.api.mail.MailView;
import org.ostler.api.smtp.Extension;
import org.ostler.api.smtp.NewRecipient;
import org.ostler.api.smtp.NewTransaction;
import org.ostler.api.smtp.Parameter;

/**
 * DSN as our server speaks it (RFC 3461 §4): RET and ENVID at MAIL, NOTIFY and ORCPT at RCPT. The
 * replies are Exim's.
 */
@Component
public final class DsnExtension implements Extension {
  private static final Set<Parameter.Keyword> MAIL =
      Set.of(new Parameter.Keyword("RET", false), new Parameter.Keyword("ENVID", false));
  private static final Set<Parameter.Keyword> RCPT =
      Set.of(new Parameter.Keyword("NOTIFY", false), new Parameter.Keyword("ORCPT", false));

  @Override
  public String keyword() {
    return "DSN";
  }

  @Override
  public @Nullable String offer(MailView client) throws InterruptedException {
    MatchList hosts = client.settings().find(DsnMainOptions.ADVERTISE_HOSTS).orElse(null);
    if (hosts == null) {
      return null;
    }
    String address =
        client.peer().address() == null ? "" : client.peer().address().getHostAddress();
    return hosts.test(address, client) instanceof Match.Matched ? "" : null;
  }

  @Override
  public Set<Parameter.Keyword> mailKeywords() {
    return MAIL;
  }

  @Override
  public Set<Parameter.Keyword> rcptKeywords() {
    return RCPT;
  }

  @Override
  public Answer mail(List<Parameter> parameters, NewTransaction transaction) {
    String ret = "";
    String id = null;
    for (Parameter parameter : parameters) {
      if (parameter.keyword().equals("ENVID")) {
        if (id != null) {
          return new Answer.Malformed("ENVID can be specified once only");
        }
        id = parameter.value();
        continue;
      }
      if (!ret.isEmpty()) {
        return new Answer.Malformed("RET can be specified once only");
      }
      ret = parameter.value().toUpperCase(Locale.ROOT);
      if (!ret.equals("HDRS") && !ret.equals("FULL")) {
        return new Answer.Malformed("Value for RET is invalid");
      }
    }
    transaction.dsnReturn(ret);
    transaction.dsnEnvelopeId(id == null ? "" : id);
    return Answer.Taken.QUIETLY;
  }

  @Override
  public Answer rcpt(List<Parameter> parameters, NewRecipient recipient) {
    Set<Notify> words = Set.of();
    String original = null;
    for (Parameter parameter : parameters) {
      if (parameter.keyword().equals("ORCPT")) {
        if (original != null) {
          return new Answer.Malformed("ORCPT can be specified once only");
        }
        original = parameter.value();
        continue;
      }
      if (!words.isEmpty()) {
        return new Answer.Malformed("NOTIFY can be specified once only");
      }
      Set<Notify> parsed = NotifyWords.parse(parameter.value());
      if (parsed == null) {
        return new Answer.Malformed("Invalid value for NOTIFY parameter");
      }
      words = parsed;
    }
    recipient.dsn(new DsnRequest(words, original == null ? "" : original));
    return Answer.Taken.QUIETLY;
  }
}
