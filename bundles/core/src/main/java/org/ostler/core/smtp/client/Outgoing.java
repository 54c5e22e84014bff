// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Addressee;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.smtp.OutgoingMail;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.IpText;
import org.ostler.core.mail.Situation;

/** A transaction as extensions see it before it begins. */
record Outgoing(
    Situation mail,
    Settings transport,
    InetAddress server,
    List<Addressee> addressees,
    Set<String> keywords)
    implements OutgoingMail {
  @Override
  public Settings router(Addressee addressee) {
    Settings router = addressee instanceof Address address ? address.router : null;
    return router == null ? mail.settings() : router;
  }

  @Override
  public boolean offers(String keyword) {
    return keywords.contains(keyword);
  }

  @Override
  public boolean matches(Option<MatchList> hosts) throws InterruptedException {
    MatchList list = transport.find(hosts).orElse(null);
    return list != null && list.test(IpText.of(server), mail) instanceof MatchList.Match.Matched;
  }

  @Override
  public String dsnReturn() {
    return mail.envelope().dsnReturn;
  }

  @Override
  public String dsnEnvelopeId() {
    return mail.envelope().dsnEnvelopeId;
  }
}
