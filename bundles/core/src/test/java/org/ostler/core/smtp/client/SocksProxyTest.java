// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Outcome;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.Microsocks;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;

/** Deliveries by a real SOCKS proxy; what goes wrong ends as with Exim. */
@Timeout(60)
@RequiresPeer("microsocks")
class SocksProxyTest {
  private static final List<String> SCRIPT =
      List.of(
          "S: 220 mx.example",
          "C: EHLO *",
          "S: 250 mx.example",
          "C: MAIL FROM:<s@src.example>",
          "S: 250 ok",
          "C: RCPT TO:<a@dest.example>",
          "S: 250 ok",
          "C: DATA",
          "S: 354 go",
          "DATA",
          "S: 250 OK",
          "C: QUIT");

  @TempDir Path directory;

  private static SampleDelivery deliver(String proxies, int port) throws Exception {
    try (ClientHouse house = new ClientHouse()) {
      SampleDelivery delivery = SampleDelivery.of("Subject: x\n\nbody\n", "a@dest.example");
      delivery.to(new NextHop("mx.example", "127.0.0.1", port, -1, false));
      house
          .transport(MemorySettings.named("t").withText(ClientOptions.SOCKS_PROXY, proxies))
          .deliver(delivery);
      return delivery;
    }
  }

  private static SampleDelivery deliver(String proxies) throws Exception {
    try (ScriptedServer server = ScriptedServer.on("127.0.0.1", 0, List.of(SCRIPT))) {
      return deliver(proxies, server.port());
    }
  }

  private static String reason(SampleDelivery delivery) {
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Deferred.class);
    return delivery.reason(0);
  }

  @Test
  void aProxyThatServesEverybody() throws Exception {
    try (Microsocks proxy = Microsocks.open(directory)) {
      assertThat(deliver("127.0.0.1 port=" + proxy.port()).outcome(0))
          .isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void aProxyThatWantsAPassword() throws Exception {
    try (Microsocks proxy = Microsocks.guarded(directory, "joe", "secret")) {
      String where = "127.0.0.1 port=" + proxy.port();
      assertThat(deliver(where + " auth=name name=joe pass=secret").outcome(0))
          .isInstanceOf(Outcome.Delivered.class);
      assertThat(reason(deliver(where + " auth=name name=joe pass=wrong")))
          .isEqualTo("socks auth failed");
      assertThat(reason(deliver(where)))
          .isEqualTo("Unrecognised socks auth method 255 (Protocol error)");
    }
  }

  @Test
  void aHostThatRefusesTheProxy() throws Exception {
    try (Microsocks proxy = Microsocks.open(directory)) {
      assertThat(reason(deliver("127.0.0.1 port=" + proxy.port(), Peers.freePort())))
          .isEqualTo("Connection refused");
    }
  }

  @Test
  void theNextProxyIsTakenWhereOneIsAway() throws Exception {
    String away = "127.0.0.1 pri=5 port=" + Peers.freePort();
    try (Microsocks proxy = Microsocks.open(directory)) {
      assertThat(deliver(away + " : 127.0.0.1 weight=7 port=" + proxy.port()).outcome(0))
          .isInstanceOf(Outcome.Delivered.class);
    }
    assertThat(reason(deliver(away)))
        .isEqualTo("no SOCKS proxy can be reached: Connection refused");
  }

  @Test
  void aServerThatIsNoProxy() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.on("127.0.0.1", 0, List.of(List.of("S: 220 mx.example")))) {
      assertThat(reason(deliver("127.0.0.1 port=" + server.port()))).isEqualTo("Protocol error");
    }
  }

  @Test
  void aProxyThatSaysNothingIsWaitedForNoLongerThanAHost() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ClientHouse house = new ClientHouse()) {
      SampleDelivery delivery = SampleDelivery.of("Subject: x\n\nbody\n", "a@dest.example");
      delivery.to(new NextHop("mx.example", "127.0.0.1", 25, -1, false));
      house
          .transport(
              MemorySettings.named("t")
                  .with(ClientOptions.CONNECT_TIMEOUT, Duration.ofMillis(200))
                  .withText(ClientOptions.SOCKS_PROXY, "127.0.0.1 port=" + silent.getLocalPort()))
          .deliver(delivery);
      assertThat(reason(delivery)).isEqualTo("Connection timed out");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, \"localhost\" is not an IP address",
    "127.0.0.1 foo=bar, \"foo=bar\" is unknown",
    "127.0.0.1 port=0, \"port=0\" is not a number from 1 to 65535",
    "127.0.0.1 auth=gssapi, \"auth=gssapi\" is unknown: it is none or name",
  })
  void whatIsWrongIsTold(String proxies, String why) throws Exception {
    assertThat(reason(deliver(proxies, 25))).isEqualTo("socks_proxy of the t transport: " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void withoutAProxyTheHostIsAskedItself(String proxies) throws Exception {
    assertThat(deliver(proxies).outcome(0)).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void addressesOfBothKindsAreRead() throws InvalidArgument {
    assertThat(SocksProxy.parse("<; 2001:db8::1 port=9 ; 192.0.2.1"))
        .extracting(proxy -> proxy.address().getHostAddress() + " " + proxy.port())
        .containsExactly("2001:db8:0:0:0:0:0:1 9", "192.0.2.1 1080");
    assertThatThrownBy(() -> SocksProxy.parse("192.0.2.1 weight=x"))
        .hasMessage("\"weight=x\" is not a number from 1 to 1048576");
  }
}
