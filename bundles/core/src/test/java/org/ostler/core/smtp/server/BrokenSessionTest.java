// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.core.mail.Connection;

class BrokenSessionTest {
  @Test
  void peerMayTryAgainWhenABugEndsItsSession() throws Exception {
    House house = new House();
    house.set("acl mail bug of a test");
    MemoryLink link = new MemoryLink();
    link.send("EHLO client.test\r\nMAIL FROM:<a@b.example>\r\n");
    link.halfClose();
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    house.set("option smtp_enforce_sync = false");
    new SessionRunner(house.services())
        .run(link, new Connection(here, 40000, here, 25, house.now), false);
    List<String> heard = new ArrayList<>();
    for (String line = link.readLine(); line != null; line = link.readLine()) {
      heard.add(line);
    }
    assertThat(heard.getLast()).startsWith("421 Temporary local problem");
    assertThat(house.log.lines).anyMatch(line -> line.startsWith("PANIC an SMTP session broke"));
  }
}
