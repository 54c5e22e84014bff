// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.smtp;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.smtp.OutgoingMail;
import org.ostler.testing.mail.MemoryMail;

/**
 * A transaction with a server, written down.
 *
 * @param keywords what the server offers
 */
public record MemoryOutgoing(
    MailView mail,
    Settings transport,
    InetAddress server,
    List<Addressee> addressees,
    Set<String> keywords,
    String dsnReturn,
    String dsnEnvelopeId)
    implements OutgoingMail {
  /** Mail without wishes for a server on this host. */
  public static MemoryOutgoing of(Settings transport, Set<String> keywords, Addressee... to) {
    return new MemoryOutgoing(
        new MemoryMail(),
        transport,
        InetAddress.getLoopbackAddress(),
        List.of(to),
        Set.copyOf(keywords),
        "",
        "");
  }

  @Override
  public Settings router(Addressee addressee) {
    return mail.settings();
  }

  @Override
  public boolean offers(String keyword) {
    return keywords.contains(keyword);
  }

  @Override
  public boolean matches(Option<MatchList> hosts) throws InterruptedException {
    MatchList list = transport.find(hosts).orElse(null);
    return list != null
        && list.test(server.getHostAddress(), mail) instanceof MatchList.Match.Matched;
  }
}
