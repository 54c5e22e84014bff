// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({"true,QUIT,1", "true,NOOP,0", "false,QUIT,0"})
  void protocolDetailTellsOfAClientThatIsGoneAfterQuit(boolean underTls, String last, int lines)
      throws Exception {
    House house = new House();
    house.set("option smtp_enforce_sync = false");
    house.set("log protocol_detail");
    MemoryLink link = new MemoryLink();
    link.send("EHLO client.test\r\n" + last + "\r\n");
    link.halfClose();
    InetAddress here = InetAddress.ofLiteral("192.0.2.7");
    Connection client = new Connection(here, 40000, here, 25, house.now);
    client.tlsCipher = underTls ? "TLS_AES_256_GCM_SHA384" : null;
    new SessionRunner(house.services()).run(new Reset(link), client, false);
    assertThat(house.log.lines)
        .filteredOn(
            "[192.0.2.7] after QUIT, client reset TCP before SMTP response and TLS close"::equals)
        .hasSize(lines);
  }

  /** A connection that the peer resets when it hears a farewell. */
  private record Reset(MemoryLink link) implements Link {
    @Override
    public InputStream input() {
      return link.input();
    }

    @Override
    public OutputStream output() {
      StringBuilder said = new StringBuilder();
      return new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
          if (said.append((char) octet).indexOf("\r\n221 ") >= 0) {
            throw new IOException("Connection reset by peer");
          }
        }
      };
    }

    @Override
    public void readTimeout(Duration limit) throws IOException {
      link.readTimeout(limit);
    }

    @Override
    public boolean isNetwork() {
      return link.isNetwork();
    }

    @Override
    public void close() throws IOException {
      link.close();
    }
  }
}
