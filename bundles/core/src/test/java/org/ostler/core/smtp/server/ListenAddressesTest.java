// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.core.route.OwnAddresses;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.Waiting;

/** How {@code local_interfaces} and {@code daemon_smtp_ports} are read. */
final class ListenAddressesTest {
  private static List<String> read(List<String> interfaces, List<String> ports) throws IOException {
    return ListenAddresses.of(
            MemorySettings.NONE
                .with(OwnAddresses.LOCAL_INTERFACES, interfaces)
                .with(SmtpOptions.DAEMON_SMTP_PORTS, ports))
        .stream()
        .map(address -> address.getAddress().getHostAddress() + " " + address.getPort())
        .toList();
  }

  @Test
  void eachAddressWithEachPort() throws Exception {
    assertThat(read(List.of("127.0.0.1", "::1"), List.of("smtp", "587")))
        .containsExactly(
            "127.0.0.1 25", "127.0.0.1 587", "0:0:0:0:0:0:0:1 25", "0:0:0:0:0:0:0:1 587");
  }

  @Test
  void anAddressMayHaveAPortOfItsOwn() throws Exception {
    assertThat(read(List.of("127.0.0.1.2525", "[::1]:2526", "[::1]"), List.of("25")))
        .containsExactly("127.0.0.1 2525", "0:0:0:0:0:0:0:1 2526", "0:0:0:0:0:0:0:1 25");
  }

  @Test
  void theWildcardsAreBoundOnce() throws Exception {
    assertThat(read(List.of("::0", "0.0.0.0"), List.of("25"))).hasSize(1);
  }

  @Test
  void wrongWordsAreNamed() {
    assertThatThrownBy(() -> read(List.of("localhost"), List.of("25")))
        .hasMessage("local_interfaces: \"localhost\" is no IP address");
    assertThatThrownBy(() -> read(List.of("::1"), List.of("smpt")))
        .hasMessageStartingWith("daemon_smtp_ports: \"smpt\" is no port");
  }

  /** The socket that has the port goes when the log has told of it once. */
  @Test
  void aPortThatIsTakenIsTriedAgain() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      House house =
          new House()
              .with(OwnAddresses.LOCAL_INTERFACES, List.of("127.0.0.1"))
              .with(SmtpOptions.DAEMON_SMTP_PORTS, List.of(port))
              .with(TrafficOptions.DAEMON_STARTUP_RETRIES, 1000)
              .with(TrafficOptions.DAEMON_STARTUP_SLEEP, Duration.ofMillis(20));
      Thread leaving =
          Thread.ofVirtual()
              .start(
                  () -> {
                    Waiting.until(
                        "the log tells", Duration.ofSeconds(10), () -> !house.log.lines.isEmpty());
                    try {
                      taken.close();
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      try (SmtpListener listener = SmtpListener.open(house.services())) {
        assertThat(listener.addresses().getFirst().getPort()).isEqualTo(Integer.parseInt(port));
      }
      leaving.join();
      assertThat(house.log.lines.getFirst())
          .isEqualTo(
              "socket bind() to port "
                  + port
                  + " for address 127.0.0.1 failed: Address already in use: waiting 0s before trying"
                  + " again (1000 more tries)");
    }
  }
}
