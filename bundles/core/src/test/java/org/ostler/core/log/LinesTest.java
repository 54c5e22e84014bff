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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.SendingFacts;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.EncodedWords;
import org.ostler.testing.mail.MemorySettings;

/** Every expected line was written by Exim 4.96 for the same mail. */
class LinesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:13:43.495Z");

  @TempDir Path data;

  @Test
  void arrivalFromAHost() throws Exception {
    Situation situation = fromHost();
    assertThat(arrival(situation, ""))
        .isEqualTo("<= s@x.example H=host.x.example (me) [10.2.3.4] U=ident P=esmtp S=228");
    assertThat(arrival(situation, "+all"))
        .isEqualTo(
            "<= s@x.example H=host.x.example (me) [10.2.3.4]:4567 I=[10.9.9.9]:25 U=ident P=esmtp"
                + " S=228 M8S=0 from <s@x.example> for fake@test.example");
  }

  @Test
  void arrivalOfLocalMailWithEverything() throws Exception {
    Message message = new Message(NOW);
    message.sender(new ReversePath("s@x.example"));
    message.recipients().add(new Recipient("one@test.example"));
    message.protocol("local-esmtp");
    message.size = 303;
    message.bodyType = 8;
    message.headerFields(
        List.of(
            new HeaderField("Message-Id", " <mone@x.example>"),
            new HeaderField("Subject", " hello \"q\" \\ one")));
    Connection peer = new Connection(null, 0, null, 0, NOW);
    peer.ident = "root";
    peer.pipelining = Connection.Pipelining.OFFERED;
    try (LogFiles log = log("+all")) {
      assertThat(new ArrivalLine(situation(peer, message)).took(Duration.ZERO).text(log))
          .isEqualTo(
              "<= s@x.example U=root P=local-esmtp L- S=303 M8S=8 RT=0.000s id=mone@x.example"
                  + " T=\"hello \\\"q\\\" \\\\ one\" from <s@x.example> for one@test.example");
    }
    message.controls.fakeReject = "";
    assertThat(arrival(situation(peer, message), ""))
        .isEqualTo("(= s@x.example U=root P=local-esmtp S=303 id=mone@x.example");
  }

  @ParameterizedTest
  @CsvSource({"true,=?utf-8?Q?", "false,''"})
  void subjectOfAWordThatIsTooLong(boolean checked, String start) throws Exception {
    String octets = "a".repeat(70);
    Message message = new Message(NOW);
    message.sender(ReversePath.NULL);
    message.protocol("local");
    message.headerFields(List.of(new HeaderField("Subject", " =?utf-8?Q?" + octets + "?=")));
    Situation situation =
        new Situation(
            (name, view) -> null,
            MemorySettings.NONE.with(EncodedWords.CHECK_LENGTH, checked),
            new Connection(null, 0, null, 0, NOW),
            message);
    assertThat(arrival(situation, "+subject"))
        .endsWith(" T=\"" + start + octets + (checked ? "?=\"" : "\""));
  }

  @Test
  void arrivalOfABounce() throws Exception {
    Message message = new Message(NOW);
    message.sender(ReversePath.NULL);
    message.protocol("local");
    message.size = 1529;
    message.headerFields(List.of(new HeaderField("Message-Id", " <E1@mx>")));
    Connection peer = new Connection(null, 0, null, 0, NOW);
    peer.ident = "Debian-exim";
    try (LogFiles log = log("")) {
      assertThat(
              new ArrivalLine(situation(peer, message))
                  .reference(new QueueId("1xUZfG-0005Fu-2Q"))
                  .messageIdCreated(true)
                  .text(log))
          .isEqualTo("<= <> R=1xUZfG-0005Fu-2Q U=Debian-exim P=local S=1529");
    }
  }

  @Test
  void deliveries() throws Exception {
    Address child = child("one@test.example", "alias@test.example");
    child.routerName = "lu";
    child.transportName = "lt";
    try (LogFiles log = log("");
        LogFiles all = log("+all")) {
      DeliveryLine line =
          new DeliveryLine(child)
              .local(true)
              .paths(new ReversePath("s@x.example"), new ReversePath("s@x.example"))
              .size(352)
              .times(Duration.ofMillis(1101), Duration.ofMillis(2));
      assertThat(line.delivered("=>", log)).isEqualTo("=> one <alias@test.example> R=lu T=lt");
      assertThat(line.delivered("=>", all))
          .isEqualTo(
              "=> one <alias@test.example> F=<s@x.example> P=<s@x.example> R=lu T=lt S=352"
                  + " QT=1.101s DT=0.002s");
      Address file = child("file@test.example", "file@test.example");
      file.file = "/tmp/acl-exim/mbox";
      file.routerName = "fl";
      file.transportName = "lf";
      assertThat(new DeliveryLine(file).local(false).delivered("=>", log))
          .isEqualTo("=> /tmp/acl-exim/mbox <file@test.example> R=fl T=lf");
      Address hole = Address.of(new Recipient("bh@test.example"));
      hole.routerName = "fl";
      assertThat(new DeliveryLine(hole).discarded(log))
          .isEqualTo("=> :blackhole: <bh@test.example> R=fl");
    }
  }

  @Test
  void remoteDelivery() throws Exception {
    Address address = Address.of(new Recipient("a@b.example"));
    address.routerName = "dns";
    address.transportName = "smtp";
    try (LogFiles log = log("")) {
      assertThat(
              new DeliveryLine(address)
                  .host(new NextHop("mx.b.example", "192.0.2.1", 25, 10, false))
                  .sending(new SendingFacts("[192.0.2.9]:40000", null, true, true, true))
                  .tls(new Tls("TLS1.3:ECDHE_X25519__RSA:256", "no", "CN=mx", null, false))
                  .extensions(Set.of())
                  .confirmation("250 OK id=\"x\"")
                  .delivered("->", log))
          .isEqualTo(
              "-> a@b.example R=dns T=smtp H=mx.b.example [192.0.2.1]*"
                  + " X=TLS1.3:ECDHE_X25519__RSA:256 CV=no K C=\"250 OK id=\\\"x\\\"\"");
    }
  }

  @Test
  void deliveryByAProxy() throws Exception {
    Address address = Address.of(new Recipient("j@d.example"));
    address.routerName = "a";
    address.transportName = "t";
    try (LogFiles log = log("+proxy +outgoing_port +outgoing_interface")) {
      assertThat(
              new DeliveryLine(address)
                  .host(new NextHop("127.0.0.1", "127.0.0.1", 2525, -1, false))
                  .sending(new SendingFacts(null, "[127.0.0.1]:1080", false, false, false))
                  .confirmation("250 taken")
                  .delivered("=>", log))
          .isEqualTo(
              "=> j@d.example R=a T=t H=127.0.0.1 [127.0.0.1]:2525 PRX=[127.0.0.1]:1080"
                  + " C=\"250 taken\"");
    }
  }

  @Test
  void deferralsAndFailures() throws Exception {
    Address pipe = child("pf@test.example", "pf@test.example");
    pipe.pipe = "/bin/false";
    pipe.routerName = "fl";
    pipe.transportName = "lp";
    Address remote = Address.of(new Recipient("remote@test.example"));
    Address none = Address.of(new Recipient("s@x.example"));
    try (LogFiles log = log("");
        LogFiles all = log("+all")) {
      assertThat(new DeliveryLine(remote).deferred(-52, "retry time not reached", log))
          .isEqualTo("== remote@test.example routing defer (-52): retry time not reached");
      remote.routerName = "rem";
      remote.transportName = "smtp";
      assertThat(
              new DeliveryLine(remote)
                  .times(null, Duration.ZERO)
                  .deferred(111, "Connection refused", all))
          .isEqualTo(
              "== remote@test.example R=rem T=smtp defer (111): Connection refused DT=0.000s");
      assertThat(
              new DeliveryLine(pipe)
                  .failed("Child process of lp transport returned 1 from command: /bin/false", log))
          .isEqualTo(
              "** |/bin/false <pf@test.example> R=fl T=lp: Child process of lp transport returned 1"
                  + " from command: /bin/false");
      assertThat(
              new DeliveryLine(none)
                  .paths(ReversePath.NULL, null)
                  .times(null, Duration.ZERO)
                  .failed("Unrouteable address", all))
          .isEqualTo("** s@x.example F=<>: Unrouteable address DT=0.000s");
    }
  }

  @Test
  void hostAndIdent() throws Exception {
    Connection peer = fromHost().peer();
    try (LogFiles log = log("")) {
      assertThat(PeerText.hostAndIdent(peer, log))
          .isEqualTo("H=host.x.example (me) [10.2.3.4] U=ident");
      peer.hostName(null);
      peer.ident = null;
      assertThat(PeerText.hostAndIdent(peer, log)).isEqualTo("H=(me) [10.2.3.4]");
      peer.hostName("ME");
      assertThat(PeerText.hostAndIdent(peer, log)).isEqualTo("H=ME [10.2.3.4]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "::1,::1",
    "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
    "::,::",
    "1:2:3:4:5:6:7:0,1:2:3:4:5:6:7:0",
    "fe80:0:0:0:1:2:3:4,fe80::1:2:3:4",
    "1:0:0:0:0:0:0:0,1::"
  })
  void ipv6Addresses(String address, String expected) throws Exception {
    assertThat(PeerText.text(InetAddress.getByName(address))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0,0s", "59000,59s", "60000,1m", "3661000,1h1m1s", "694861000,1w1d1h1m1s"})
  void intervals(long millis, String expected) {
    assertThat(Fields.interval(Duration.ofMillis(millis), false)).isEqualTo(expected);
  }

  private Situation fromHost() throws Exception {
    Connection peer =
        new Connection(
            InetAddress.getByName("10.2.3.4"), 4567, InetAddress.getByName("10.9.9.9"), 25, NOW);
    peer.heloName("me");
    peer.hostName("host.x.example");
    peer.ident = "ident";
    Message message = new Message(NOW);
    message.sender(new ReversePath("s@x.example"));
    message.recipients().add(new Recipient("fake@test.example"));
    message.protocol("esmtp");
    message.size = 228;
    return situation(peer, message);
  }

  private static Situation situation(Connection peer, Message message) {
    return new Situation((name, view) -> null, MemorySettings.NONE, peer, message);
  }

  private static Address child(String address, String parent) {
    Recipient recipient = new Recipient(parent);
    return new Address(address, recipient, Address.of(recipient));
  }

  private String arrival(Situation situation, String selector) throws Exception {
    try (LogFiles log = log(selector)) {
      return new ArrivalLine(situation).text(log);
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
