// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.smtp.ClientExtension;
import org.ostler.api.smtp.OutgoingMail;

/**
 * Passes on what the sender asked to be told (RFC 3461 §5.1): of recipients under the address that
 * the sender used, unless their router is the last to know. Nothing is said that was not asked for.
 */
@Component
public final class DsnClient implements ClientExtension {
  @Override
  public String keyword() {
    return "DSN";
  }

  @Override
  public @Nullable Use use(OutgoingMail mail) {
    List<String> parameters = new ArrayList<>();
    if (!mail.dsnReturn().isEmpty()) {
      parameters.add("RET=" + mail.dsnReturn());
    }
    if (!mail.dsnEnvelopeId().isEmpty()) {
      parameters.add("ENVID=" + mail.dsnEnvelopeId());
    }
    if (parameters.isEmpty()
        && mail.addressees().stream().allMatch(addressee -> rcpt(addressee, mail).isEmpty())) {
      return null;
    }
    return new Use(String.join(" ", parameters), addressee -> rcpt(addressee, mail), false);
  }

  private static String rcpt(Addressee addressee, OutgoingMail mail) {
    DsnRequest request = addressee.recipient().dsn();
    if (isRedirected(addressee)
        || mail.router(addressee).find(OutgoingMail.LAST_HOP).orElse(false)) {
      return "";
    }
    List<String> parameters = new ArrayList<>();
    if (!request.notifications().isEmpty()) {
      parameters.add("NOTIFY=" + NotifyWords.text(request.notifications()));
    }
    if (!request.originalRecipient().isEmpty()) {
      parameters.add("ORCPT=" + request.originalRecipient());
    }
    return String.join(" ", parameters);
  }

  private static boolean isRedirected(Addressee addressee) {
    return !addressee
        .address()
        .toLowerCase(Locale.ROOT)
        .equals(addressee.recipient().address().toLowerCase(Locale.ROOT));
  }
}
