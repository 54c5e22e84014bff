// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.DsnRequest.Notify;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Recipient;
import org.ostler.api.smtp.ClientExtension;
import org.ostler.api.smtp.OutgoingMail;
import org.ostler.testing.mail.MemoryAddressee;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.smtp.ClientExtensionContract;
import org.ostler.testing.smtp.MemoryOutgoing;

class DsnClientTest implements ClientExtensionContract {
  private static final DsnRequest WISH =
      new DsnRequest(Set.of(Notify.DELAY, Notify.SUCCESS), "rfc822;Ann@example.net");

  private final DsnClient client = new DsnClient();

  @Override
  public ClientExtension clientExtension() {
    return client;
  }

  @Override
  public MemoryOutgoing wanted() {
    return outgoing(new MemoryMail(), addressee("ann@example.net"));
  }

  private static Addressee addressee(String address) {
    return new MemoryAddressee(address, new Recipient("ann@example.net", WISH), "r", "t");
  }

  private static MemoryOutgoing outgoing(MailView mail, Addressee... to) {
    MemoryOutgoing plain = MemoryOutgoing.of(MemorySettings.named("t"), Set.of("DSN"), to);
    return new MemoryOutgoing(
        mail,
        plain.transport(),
        plain.server(),
        plain.addressees(),
        plain.keywords(),
        "HDRS",
        "id+3D");
  }

  @Test
  void passesOnWhatWasAsked() throws Exception {
    MemoryOutgoing mail = wanted();
    ClientExtension.Use use = client.use(mail);
    assertThat(use).isNotNull();
    assertThat(use.mailParameters()).isEqualTo("RET=HDRS ENVID=id+3D");
    assertThat(use.rcptParameters().apply(mail.addressees().getFirst()))
        .isEqualTo("NOTIFY=SUCCESS,DELAY ORCPT=rfc822;Ann@example.net");
  }

  /** Nothing was asked. */
  @Override
  public MemoryOutgoing unwanted() {
    return MemoryOutgoing.of(
        MemorySettings.named("t"), Set.of("DSN"), MemoryAddressee.of("ann@example.net"));
  }

  @Test
  void endsWithRedirectionAndAtTheLastHop() throws Exception {
    Addressee other = addressee("other@example.net");
    ClientExtension.Use redirected = client.use(outgoing(new MemoryMail(), other));
    assertThat(redirected).isNotNull();
    assertThat(redirected.rcptParameters().apply(other)).isEmpty();
    MailView last = new MemoryMail().under(MemorySettings.NONE.with(OutgoingMail.LAST_HOP, true));
    Addressee same = addressee("ann@example.net");
    ClientExtension.Use ended = client.use(outgoing(last, same));
    assertThat(ended).isNotNull();
    assertThat(ended.rcptParameters().apply(same)).isEmpty();
  }
}
