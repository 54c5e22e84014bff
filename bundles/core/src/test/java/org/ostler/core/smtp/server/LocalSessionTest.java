// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.ostler.core.mail.Connection;
import org.ostler.core.receive.HeaderBudget;

/** Sessions over the streams of a program: {@code -bs} and {@code -bh}. */
final class LocalSessionTest {
  private final House house = new House();

  private String talk(String script, Connection connection) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayInputStream input =
        new ByteArrayInputStream(script.getBytes(StandardCharsets.ISO_8859_1));
    new SessionRunner(house.services()).run(new StreamLink(input, output), connection, false);
    return output.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aLocalProgramMayEndLinesByLfAndNeedsNoHelo() throws Exception {
    Connection connection = new Connection(null, 0, null, 0, house.now);
    connection.local = true;
    connection.ident = "joe";
    String replies =
        talk("MAIL FROM:<joe>\nRCPT TO:<a@b>\nDATA\nFrom: boss@b\n\n..body\n.\nQUIT\n", connection);
    assertThat(replies)
        .isEqualTo(
            """
            220 mx.test.example ESMTP Ostler\r
            250 OK\r
            250 Accepted\r
            354 Enter message, ending with "." on a line by itself\r
            250 OK id=1xUZg4-000001-2Y\r
            221 mx.test.example closing connection\r
            """);
    MemoryIntake.Taken taken = house.intake.taken.getFirst();
    assertThat(taken.sender()).isEqualTo("joe@test.example");
    assertThat(taken.body()).isEqualTo(".body\n");
    assertThat(taken.message().protocol()).isEqualTo("local-smtp");
    assertThat(taken.header())
        .contains("Sender: joe@test.example\n", "Date: Sat", "Message-Id: <E1xUZg4-000001-2Y@");
  }

  @Test
  void aTerminalMayPretendToBeAHost() throws Exception {
    InetAddress host = InetAddress.ofLiteral("2001:db8:0:0:0:0:0:1");
    String replies = talk("EHLO there\nQUIT\n", new Connection(host, 0, null, 0, house.now));
    assertThat(replies).contains("250-mx.test.example Hello there [2001:db8::1]\r\n");
  }

  @Test
  void aProgramThatEndsInATransactionIsHeardOf() throws Exception {
    Connection connection = new Connection(null, 0, null, 0, house.now);
    connection.ident = "joe";
    assertThat(talk("HELO me\nMAIL FROM:<>\n", connection))
        .endsWith("421 mx.test.example lost input connection\r\n");
    assertThat(house.log.lines).contains("unexpected EOF while reading SMTP command from joe D=0s");
  }

  /**
   * When header sections fill their part of the heap, the peer tries later; the session goes on.
   */
  @Test
  void aHeaderSectionThatMemoryHasNoRoomForIsPutOff() throws Exception {
    house.headers = new HeaderBudget(4000);
    Connection connection =
        new Connection(InetAddress.ofLiteral("192.0.2.1"), 0, null, 0, house.now);
    String mail = "MAIL FROM:<a@b>\nRCPT TO:<a@b>\n";
    String data = mail + "DATA\nX: " + "x".repeat(3000) + "\n\nbody\n.\n";
    String chunk = mail + "BDAT 3004 LAST\nX: " + "x".repeat(3000) + "\n";
    String small = mail + "DATA\nX: y\n\nbody\n.\n";
    String replies = talk("EHLO a.b\n" + data + chunk + small + "QUIT\n", connection);
    assertThat(replies.lines().filter(line -> line.startsWith("451 ")))
        .hasSize(2)
        .containsOnly("451 Temporary local problem - please try later");
    assertThat(replies)
        .contains("250 OK id=")
        .endsWith("221 mx.test.example closing connection\r\n");
    assertThat(house.intake.taken).hasSize(1);
    assertThat(house.headers.left()).isEqualTo(4000);
  }
}
