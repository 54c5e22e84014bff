// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.ostler.core.mail.Connection;

/**
 * Whatever a peer sends: the session comes to its end, with replies that are replies, no draft left
 * open and no word in the panic log.
 */
public final class SessionFuzz {
  private SessionFuzz() {}

  /** One input. */
  public static void fuzzerTestOneInput(byte[] octets) throws IOException, InterruptedException {
    House house = new House();
    house.set("option smtp_enforce_sync = false");
    house.set("acl rcpt accept");
    MemoryLink link = new MemoryLink();
    link.send("EHLO fuzz.test\r\n");
    link.send(new String(octets, StandardCharsets.ISO_8859_1));
    link.halfClose();
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    new SessionRunner(house.services())
        .run(link, new Connection(here, 40000, here, 25, house.now), false);
    for (String line = link.readLine(); line != null; line = link.readLine()) {
      if (!line.matches("(?s)[2-5][0-9][0-9][ -].*")) {
        throw new IllegalStateException("no reply: " + line);
      }
    }
    if (house.intake.open.get() != 0) {
      throw new IllegalStateException("a draft is open");
    }
    for (String line : house.log.lines) {
      if (line.startsWith("PANIC")) {
        throw new IllegalStateException(line);
      }
    }
  }
}
