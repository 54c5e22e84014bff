// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.contribution.Guard;
import org.ostler.core.queue.MemoryLog;
import org.ostler.testing.dns.TextZone;

/** What the client needs around it. */
final class ClientHouse implements AutoCloseable {
  final Contributions contributions = new Contributions();
  final List<Authenticator> authenticators = new ArrayList<>();
  final MemoryLog log = new MemoryLog();
  final IdleConnections idle = new IdleConnections();
  private final TextZone zone;

  ClientHouse() {
    this(TextZone.of(""));
  }

  ClientHouse(TextZone zone) {
    this.zone = zone;
  }

  TransportDriver.Prepared transport(Settings settings) throws InvalidArgument {
    return driver().prepare(settings);
  }

  SmtpTransport driver() {
    return new SmtpTransport(
        zone, idle, new Features(contributions, new Guard(new MemoryLog())), authenticators, log);
  }

  @Override
  public void close() {
    idle.close();
  }
}
