// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.core.log.LogSelector;
import org.ostler.core.route.OwnAddresses;

/** Sessions whose host has an ident server (RFC 1413), a real one that answers by one line. */
class IdentQueryTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static House house(int identPort, Duration limit) {
    House house = new House();
    house.set("option rfc1413_hosts = 127.0.0.1");
    return house
        .with(OwnAddresses.LOCAL_INTERFACES, List.of("127.0.0.1"))
        .with(SmtpOptions.DAEMON_SMTP_PORTS, List.of("0"))
        .with(IdentQuery.RFC1413_PORT, identPort)
        .with(IdentQuery.RFC1413_QUERY_TIMEOUT, limit);
  }

  /** The first line of the reply to EHLO. */
  private static String greeted(House house) throws IOException {
    try (SmtpListener listener = SmtpListener.open(house.services());
        Socket socket = new Socket(HERE, listener.addresses().getFirst().getPort())) {
      BufferedReader in = reader(socket);
      in.readLine();
      socket.getOutputStream().write("EHLO x\r\n".getBytes(StandardCharsets.US_ASCII));
      return in.readLine();
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({
    "'PORTS : USERID : UNIX : joe', 'joe at '",
    "'PORTS:USERID:OTHER,utf-8:jo\te', 'jo\\te at '",
    "'PORTS : ERROR : NO-USER', ''",
    "'1 , 2 : USERID : UNIX : joe', ''",
    "'', ''"
  })
  void theNameIsWhatTheHostSaysOfThisConnection(String answer, String shown) throws Exception {
    try (ServerSocket ident = new ServerSocket(0, 1, HERE)) {
      Thread host = Thread.ofVirtual().start(() -> answer(ident, answer));
      assertThat(greeted(house(ident.getLocalPort(), Duration.ofSeconds(30))))
          .isEqualTo("250-mx.test.example Hello " + shown + "x [127.0.0.1]");
      host.join();
    }
  }

  private static void answer(ServerSocket ident, String answer) {
    try (Socket socket = ident.accept()) {
      String ports = String.valueOf(reader(socket).readLine());
      String line = answer.replace("PORTS", ports) + "\r\n";
      socket.getOutputStream().write(line.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aHostThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
    try (ServerSocket ident = new ServerSocket(0, 1, HERE)) {
      House house = house(ident.getLocalPort(), Duration.ofMillis(50));
      house.log.selected.add(LogSelector.IDENT_TIMEOUT);
      assertThat(greeted(house)).isEqualTo("250-mx.test.example Hello x [127.0.0.1]");
      assertThat(house.log.lines).contains("ident connection to 127.0.0.1 timed out");
    }
  }

  @Test
  void aHostWithoutAnIdentServerIsNoTrouble() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, HERE)) {
      port = gone.getLocalPort();
    }
    assertThat(greeted(house(port, Duration.ofSeconds(30))))
        .isEqualTo("250-mx.test.example Hello x [127.0.0.1]");
  }
}
