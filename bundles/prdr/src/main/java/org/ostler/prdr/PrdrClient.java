// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.smtp.ClientExtension;
import org.ostler.api.smtp.OutgoingMail;

/** Asks a server for replies for each recipient, where there is more than one. */
@Component
public final class PrdrClient implements ClientExtension {
  @Override
  public String keyword() {
    return PrdrExtension.KEYWORD;
  }

  @Override
  public @Nullable Use use(OutgoingMail mail) throws InterruptedException {
    boolean wanted = mail.addressees().size() > 1 && mail.matches(PrdrClientOptions.HOSTS_TRY);
    return wanted ? new Use(PrdrExtension.KEYWORD, addressee -> "", true) : null;
  }
}
