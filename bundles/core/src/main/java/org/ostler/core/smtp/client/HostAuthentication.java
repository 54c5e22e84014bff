// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.ostler.api.mail.Addressee;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.Xtext;

/** What a transport's options say about authentication. Safe for many threads. */
final class HostAuthentication {
  private final Settings settings;
  private final ClientAuthentication authentication;

  HostAuthentication(Settings settings, ClientAuthentication authentication) {
    this.settings = settings;
    this.authentication = authentication;
  }

  /**
   * What a connection must have in common with a message to be used for it; empty where we do not
   * authenticate. Messages share a connection when they prove the same to the host, which is known
   * only where nothing of it depends on the message.
   */
  String credentials(Target target, Situation situation) throws InterruptedException, Rejected {
    if (!Exchange.matches(settings, ClientOptions.HOSTS_TRY_AUTH, target, situation)
        && !Exchange.matches(settings, ClientOptions.HOSTS_REQUIRE_AUTH, target, situation)) {
      return "";
    }
    Addressee addressee = situation.addressee();
    return authentication.isSteady()
        ? "steady"
        : situation.envelope().queueId() + " " + (addressee == null ? "" : addressee.address());
  }

  /**
   * Authenticates a new connection where the options ask for it; says who MAIL is to name as the
   * one who first sent the message, empty for nobody.
   */
  String run(ClientConnection connection, Target target, Situation situation, Dialog dialog)
      throws HostFailure, InterruptedException, Rejected {
    if (connection.messages() == 0 && !dialog.credentials().isEmpty()) {
      boolean required =
          Exchange.matches(settings, ClientOptions.HOSTS_REQUIRE_AUTH, target, situation);
      ClientAuthentication.Terms terms =
          new ClientAuthentication.Terms(settings, dialog.commandTimeout(), required);
      authentication.run(connection, target, situation, terms);
    }
    return sender(connection, situation);
  }

  /** Who first sent the message. */
  private String sender(ClientConnection connection, Situation situation)
      throws InterruptedException, Rejected {
    if (connection.identity() == null
        && !settings.value(ClientOptions.AUTHENTICATED_SENDER_FORCE)) {
      return "";
    }
    String known = situation.envelope().authenticatedSender;
    String sender =
        SmtpDelivery.expand(settings, ClientOptions.AUTHENTICATED_SENDER, situation, "");
    String told = sender.isEmpty() ? known : sender;
    return told == null ? "" : told;
  }

  /** {@code AUTH=} of MAIL (RFC 4954 §5) with a blank before it; empty when nobody is named. */
  static String parameter(String told) {
    return told.isEmpty() ? "" : " AUTH=" + Xtext.encode(told);
  }
}
