// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.ConnectionId;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.SendingFacts;
import org.ostler.core.mail.Situation;
import org.ostler.testing.mail.MemorySettings;

/**
 * What each word of {@code log_selector} adds to a line, or takes from it, one by one. Those about
 * sessions are in the cases of {@code session/15-selectors.txt}, beside Exim's answers.
 */
class SelectorsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:13:43.495Z");

  @TempDir Path data;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "|=> b@x.example <c@x.example> R=dns T=smtp H=mx.x.example [192.0.2.1] X=TLS13 CV=no"
            + " A=plain:me K C=\"250 OK\"",
        "-outgoing_interface|=",
        "-tls_cipher| X=TLS13>",
        "-tls_certificate_verified| CV=no>",
        "-smtp_confirmation| C=\"250 OK\">",
      })
  void usual(String selector, String expected) throws Exception {
    String usual = delivery("");
    switch (expected.charAt(expected.length() - 1)) {
      case '=' -> assertThat(delivery(selector)).isEqualTo(usual);
      case '>' ->
          assertThat(delivery(selector))
              .isEqualTo(usual.replace(expected.substring(0, expected.length() - 1), ""));
      default -> assertThat(usual).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all_parents|=> b@x.example (a@x.example) <c@x.example> R=dns",
        "deliver_time|K C=\"250 OK\" DT=2s",
        "delivery_size|T=smtp S=352 H=mx.x.example",
        "dnssec|H=mx.x.example DS [192.0.2.1] X=",
        "incoming_interface|[192.0.2.1] I=[192.0.2.9]:40000 X=",
        "outgoing_port|[192.0.2.1]:25 X=",
        "pipelining|A=plain:me L K",
        "queue_time|C=\"250 OK\" QT=3s",
        "return_path_on_delivery|<c@x.example> P=<r@x.example> R=dns",
        "sender_on_delivery|<c@x.example> F=<s@x.example> R=dns",
        "smtp_mailauth|A=plain:me:sa@x.example K",
        "tls_peerdn|CV=no DN=\"CN=mx\" A=",
        "tls_resumption|X=TLS13* CV=",
        "tls_sni|CV=no SNI=mx.x.example A=",
      })
  void moreOfADelivery(String selector, String part) throws Exception {
    assertThat(delivery("")).doesNotContain(part);
    assertThat(delivery("+" + selector)).contains(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8bitmime|S=303 M8S=8",
        "connection_id|<= s@x.example Ci=42 H=[10.2.3.4]",
        "incoming_interface|[10.2.3.4] I=[10.9.9.9]:25 P=",
        "incoming_port|H=[10.2.3.4]:4567 P=",
        "msg_id_created|S=303 id*=m@x.example",
        "proxy|PRX=192.0.2.9 S=303",
        "receive_time|S=303 RT=2s",
        "received_recipients| for one@x.example",
        "received_sender| from <s@x.example>",
        "subject|T=\"hello\"",
      })
  void moreOfAnArrival(String selector, String part) throws Exception {
    assertThat(arrival("")).doesNotContain(part);
    assertThat(arrival("+" + selector)).contains(part);
  }

  private String delivery(String selector) throws Exception {
    Recipient recipient = new Recipient("c@x.example");
    Address middle = new Address("a@x.example", recipient, Address.of(recipient));
    Address address = new Address("b@x.example", recipient, middle);
    address.routerName = "dns";
    address.transportName = "smtp";
    try (LogFiles log = log(selector)) {
      return new DeliveryLine(address)
          .paths(new ReversePath("s@x.example"), new ReversePath("r@x.example"))
          .host(new NextHop("mx.x.example", "192.0.2.1", 25, 10, true))
          .sending(new SendingFacts("[192.0.2.9]:40000", null, false, true, true))
          .tls(new Tls("TLS13", "no", "CN=mx", "mx.x.example", true))
          .authenticated("plain", "me", "sa@x.example")
          .extensions(Set.of())
          .confirmation("250 OK")
          .size(352)
          .times(Duration.ofSeconds(3), Duration.ofSeconds(2))
          .delivered("=>", log);
    }
  }

  private String arrival(String selector) throws Exception {
    Connection peer =
        new Connection(
            InetAddress.ofLiteral("10.2.3.4"), 4567, InetAddress.ofLiteral("10.9.9.9"), 25, NOW);
    peer.proxy = InetAddress.ofLiteral("192.0.2.9");
    peer.remarks.put(ConnectionId.REMARK, Text.of("42"));
    Message message = new Message(NOW);
    message.sender(new ReversePath("s@x.example"));
    message.recipients().add(new Recipient("one@x.example"));
    message.protocol("esmtp");
    message.size = 303;
    message.bodyType = 8;
    message.headerFields(
        List.of(
            new HeaderField("Message-Id", " <m@x.example>"), new HeaderField("Subject", " hello")));
    try (LogFiles log = log(selector)) {
      return new ArrivalLine(
              new Situation((name, view) -> null, MemorySettings.NONE, peer, message))
          .messageIdCreated(true)
          .took(Duration.ofSeconds(2))
          .text(log);
    }
  }

  private LogFiles log(String selector) throws Exception {
    return new LogFiles(
        new LogSettings(
            LogPaths.standard(data),
            LogSelection.parse(selector),
            false,
            true,
            () -> NOW,
            ZoneOffset.UTC));
  }
}
