// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ostler.core.route.OwnAddresses;

/** Many sessions at a time, on default settings. */
final class ManySessionsTest {
  /** Both ends live in this process, which a usual limit of descriptors allows. */
  private static final int SESSIONS = Integer.getInteger("ostler.test.sessions", 400);

  private static House house() {
    return new House()
        .with(OwnAddresses.LOCAL_INTERFACES, List.of("127.0.0.1"))
        .with(SmtpOptions.DAEMON_SMTP_PORTS, List.of("0"));
  }

  @Test
  void idleSessionsStayOpenAndAllCanSendMail() throws Exception {
    House house = house();
    List<Client> clients = new ArrayList<>();
    try (SmtpListener listener = SmtpListener.open(house.services())) {
      for (int i = 0; i < SESSIONS; i++) {
        clients.add(new Client(listener));
      }
      for (Client client : clients) {
        client.greet();
      }
      assertThat(listener.sessions()).isEqualTo(SESSIONS);
      for (Client client : clients) {
        client.send("Subject: x\r\n\r\nbody\r\n");
      }
      for (Client client : clients) {
        client.quit();
      }
      listener.drain(Duration.ofSeconds(20));
    }
    assertThat(house.intake.taken).hasSize(SESSIONS);
    assertThat(house.intake.open).hasValue(0);
  }

  @Test
  void refusesWhatIsTooMuchForOneHost() throws Exception {
    House house = house();
    house.set("option smtp_accept_max_per_host = 1");
    try (SmtpListener listener = SmtpListener.open(house.services());
        Client first = new Client(listener)) {
      first.greet();
      try (Client second = new Client(listener)) {
        assertThat(second.readLine())
            .isEqualTo(
                "421 Too many concurrent SMTP connections from this IP address; please try again"
                    + " later.");
      }
      first.quit();
      listener.drain(Duration.ofSeconds(20));
    }
    assertThat(house.log.lines)
        .contains("Connection from [127.0.0.1] refused: too many connections from that IP address");
  }

  @Test
  void drainingTellsIdleSessionsToLeave() throws Exception {
    House house = house();
    try (SmtpListener listener = SmtpListener.open(house.services());
        Client idle = new Client(listener)) {
      idle.greet();
      listener.drain(Duration.ofMinutes(5));
      assertThat(idle.readLine()).matches("421 \\S+: Service not available - closing connection");
      assertThat(idle.readLine()).isNull();
      assertThat(listener.sessions()).isZero();
    }
  }

  @Test
  void drainingLetsTheTransactionInHandEnd() throws Exception {
    House house = house();
    try (SmtpListener listener = SmtpListener.open(house.services());
        Client busy = new Client(listener)) {
      busy.greet();
      busy.say("MAIL FROM:<a@example.com>", "250");
      Thread drain = Thread.ofVirtual().start(() -> drain(listener));
      busy.say("RCPT TO:<b@example.com>", "250");
      busy.say("DATA", "354");
      busy.say("Subject: last\r\n\r\ntext\r\n.", "250");
      assertThat(busy.readLine()).startsWith("421 ");
      drain.join();
    }
  }

  private static void drain(SmtpListener listener) {
    try {
      listener.drain(Duration.ofMinutes(5));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void drainingCutsSessionsThatDoNotEnd() throws Exception {
    House house = house();
    try (SmtpListener listener = SmtpListener.open(house.services());
        Client idle = new Client(listener)) {
      idle.greet();
      idle.say("MAIL FROM:<a@example.com>", "250");
      listener.drain(Duration.ofMillis(1));
      assertThat(listener.sessions()).isZero();
    }
  }

  /** A session that neither a closed socket nor an interrupt ends does not keep the server. */
  @Test
  @Timeout(120)
  void drainingLeavesBehindWhatNothingEnds() throws Exception {
    House house = house();
    house.set("option host_lookup = *");
    CountDownLatch reached = new CountDownLatch(1);
    ReentrantLock never = new ReentrantLock();
    house.hosts =
        connection -> {
          reached.countDown();
          never.lock();
        };
    never.lock();
    try (SmtpListener listener = SmtpListener.open(house.services());
        Client client = new Client(listener)) {
      assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
      listener.drain(Duration.ofMillis(1));
      assertThat(client.socket.isConnected()).isTrue();
      assertThat(house.log.lines)
          .anyMatch(line -> line.endsWith("1 SMTP sessions do not end and are left behind"));
    } finally {
      never.unlock();
    }
  }

  /** A client that does as it should. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader input;
    private final OutputStream output;

    Client(SmtpListener listener) throws IOException {
      socket = new Socket();
      socket.setSoTimeout(20_000);
      socket.connect(listener.addresses().getFirst());
      input =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 512);
      output = socket.getOutputStream();
    }

    String readLine() throws IOException {
      return input.readLine();
    }

    private void expect(String code) throws IOException {
      String line = readLine();
      while (line.charAt(3) == '-') {
        line = readLine();
      }
      assertThat(line).startsWith(code);
    }

    private void write(String text) throws IOException {
      output.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void say(String line, String code) throws IOException {
      write(line + "\r\n");
      expect(code);
    }

    void greet() throws IOException {
      expect("220");
      write("EHLO client.example\r\n");
      expect("250");
    }

    void send(String message) throws IOException {
      write("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
      expect("250");
      expect("250");
      expect("354");
      write(message + ".\r\n");
      expect("250");
    }

    void quit() throws IOException {
      write("QUIT\r\n");
      expect("221");
      socket.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
