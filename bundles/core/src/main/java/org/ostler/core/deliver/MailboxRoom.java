// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.Map;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.Room;
import org.ostler.core.transport.Roomy;

/** Asks the transport of an address whether its mailbox has room. Safe for many threads. */
public final class MailboxRoom implements Room {
  private final Map<String, Transport> transports;

  /** {@code transports} are those of the configuration, by name. */
  public MailboxRoom(Map<String, Transport> transports) {
    this.transports = transports;
  }

  @Override
  public boolean isLeft(Address address, Situation situation) throws InterruptedException {
    String name = address.transportName;
    Transport transport = name == null ? null : transports.get(name);
    if (transport == null || !(transport.driver() instanceof Roomy roomy)) {
      return true;
    }
    Expandable home = transport.settings().find(TransportOptions.HOME_DIRECTORY).orElse(null);
    if (home != null && home.expand(situation) instanceof Expansion.Value(var text)) {
      address.home = text.value();
    }
    Message message = situation.envelope();
    long length = message.size > 0 ? message.size : Math.max(0, message.announcedSize);
    return roomy.hasRoom(situation, address, length);
  }
}
