// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.dns.ZoneServer;
import org.ostler.testing.mail.MemorySettings;

class DnsResolverTest {
  private static final String ZONE =
      """
      dest.example    MX     20 mx2.dest.example
      dest.example    MX     10 mx1.dest.example
      mx1.dest.example A     192.0.2.1
      mx1.dest.example AAAA  2001:db8:0:0:1:0:0:1
      null.example    MX     0 .
      txt.example     TXT    "v=spf1 " "-all"
      odd.example     TXT    "\\195\\188\\000\\""
      srv.example     SRV    1 2 465 mx1.dest.example
      alias.example   CNAME  second.example
      second.example  CNAME  mx1.dest.example
      lost.example    CNAME  nowhere.example
      bare.example    CNAME  empty.example
      empty.example   EXISTS
      loop.example    CNAME  loop2.example
      loop2.example   CNAME  loop.example
      sure.example    A      192.0.2.2
      sure.example    SECURE
      broken.example  SERVFAIL
      silent.example  TIMEOUT
      """;

  private static MemorySettings settings(ZoneServer... servers) {
    List<String> items =
        java.util.Arrays.stream(servers).map(s -> "127.0.0.1:" + s.port()).toList();
    return MemorySettings.NONE
        .with(DnsOptions.DNS_SERVERS, items)
        .with(DnsOptions.DNS_RETRANS, Duration.ofMillis(300))
        .with(DnsOptions.DNS_RETRY, 1);
  }

  private static Answer ask(String name, RecordType type) throws Exception {
    try (ZoneServer server = ZoneServer.serving(TextZone.of(ZONE))) {
      return new DnsResolver(settings(server)).query(name, type);
    }
  }

  private static List<String> records(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Records.class);
    return ((Answer.Records) answer).records();
  }

  @Test
  void writesRecordsAsTheContractSays() throws Exception {
    assertThat(records(ask("dest.example", RecordType.MX)))
        .containsExactlyInAnyOrder("20 mx2.dest.example", "10 mx1.dest.example");
    assertThat(records(ask("MX1.dest.example.", RecordType.A))).containsExactly("192.0.2.1");
    assertThat(records(ask("mx1.dest.example", RecordType.AAAA)))
        .containsExactly("2001:db8::1:0:0:1");
    assertThat(records(ask("null.example", RecordType.MX))).containsExactly("0 ");
    assertThat(records(ask("srv.example", RecordType.SRV)))
        .containsExactly("1 2 465 mx1.dest.example");
  }

  @Test
  void joinsTextAndKeepsItsOctets() throws Exception {
    assertThat(records(ask("txt.example", RecordType.TXT))).containsExactly("v=spf1 -all");
    assertThat(records(ask("odd.example", RecordType.TXT))).containsExactly("\u00c3\u00bc\0\"");
  }

  @Test
  void followsAliasesInOneAnswer() throws Exception {
    assertThat(records(ask("alias.example", RecordType.A))).containsExactly("192.0.2.1");
    assertThat(records(ask("alias.example", RecordType.CNAME))).containsExactly("second.example");
  }

  @Test
  void followsAliasesFromAnswerToAnswer() throws Exception {
    try (ZoneServer server = ZoneServer.servingSingleAliases(TextZone.of(ZONE))) {
      DnsResolver resolver = new DnsResolver(settings(server).with(DnsOptions.DNS_CNAME_LOOPS, 2));
      assertThat(records(resolver.query("alias.example", RecordType.A)))
          .containsExactly("192.0.2.1");
      assertThat(server.questions()).hasSize(3);
    }
  }

  /** As Exim 4.96 tells for so many aliases with so many loops. */
  @ParameterizedTest
  @CsvSource({
    "0, mx1.dest.example, true",
    "0, second.example, false",
    "1, second.example, true",
    "1, alias.example, false",
    "2, alias.example, true",
    "2, loop.example, false",
  })
  void followsSoManyAliases(int loops, String name, boolean found) throws Exception {
    try (ZoneServer server = ZoneServer.servingSingleAliases(TextZone.of(ZONE))) {
      DnsResolver resolver =
          new DnsResolver(settings(server).with(DnsOptions.DNS_CNAME_LOOPS, loops));
      assertThat(resolver.query(name, RecordType.A))
          .isInstanceOf(found ? Answer.Records.class : Answer.TryAgain.class);
    }
  }

  @Test
  void tellsAnUnknownNameFromOneWithoutTheType() throws Exception {
    assertThat(ask("nowhere.example", RecordType.A)).isInstanceOf(Answer.NoSuchName.class);
    assertThat(ask("dest.example", RecordType.A)).isInstanceOf(Answer.NoData.class);
    assertThat(ask("lost.example", RecordType.A)).isInstanceOf(Answer.NoSuchName.class);
    assertThat(ask("bare.example", RecordType.A)).isInstanceOf(Answer.NoData.class);
  }

  @Test
  void tellsWhetherTheAnswerWasValidated() throws Exception {
    assertThat(((Answer.Records) ask("sure.example", RecordType.A)).authenticated()).isTrue();
    assertThat(((Answer.Records) ask("mx1.dest.example", RecordType.A)).authenticated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken.example", "silent.example"})
  void troubleIsNoAnswerAndIsNotKept(String name) throws Exception {
    try (ZoneServer server = ZoneServer.serving(TextZone.of(ZONE))) {
      DnsResolver resolver = new DnsResolver(settings(server));
      Answer answer = resolver.query(name, RecordType.A);
      assertThat(answer).isInstanceOf(Answer.TryAgain.class);
      assertThat(((Answer.TryAgain) answer).reason()).startsWith(name + ": ");
      resolver.query(name, RecordType.A);
      assertThat(server.questions()).hasSize(2);
    }
  }

  @Test
  void aliasesThatGoRoundAreTroubleNotALoop() throws Exception {
    try (ZoneServer server = ZoneServer.servingSingleAliases(TextZone.of(ZONE))) {
      assertThat(new DnsResolver(settings(server)).query("loop.example", RecordType.A))
          .isInstanceOf(Answer.TryAgain.class);
    }
  }

  @Test
  void asksTheNextServerWhenOneFails() throws Exception {
    try (ZoneServer bad = ZoneServer.serving(TextZone.of("dest.example SERVFAIL"));
        ZoneServer good = ZoneServer.serving(TextZone.of(ZONE))) {
      assertThat(records(new DnsResolver(settings(bad, good)).query("dest.example", RecordType.MX)))
          .hasSize(2);
    }
  }

  @Test
  void asksAgainOverTcpWhatWasTruncated() throws Exception {
    StringBuilder zone = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      zone.append("big.example A 192.0.").append(i / 200).append('.').append(i % 200).append('\n');
    }
    try (ZoneServer server = ZoneServer.serving(TextZone.of(zone.toString()))) {
      assertThat(records(new DnsResolver(settings(server)).query("big.example", RecordType.A)))
          .hasSize(400);
      assertThat(server.questions()).containsExactly("udp big.example. A", "tcp big.example. A");
    }
  }

  @Test
  void keepsAnswersAsLongAsTheySay() throws Exception {
    AtomicLong nanos = new AtomicLong();
    try (ZoneServer server = ZoneServer.serving(TextZone.of(ZONE), 60)) {
      DnsResolver resolver = new DnsResolver(settings(server), nanos::get);
      for (String name : List.of("sure.example", "nowhere.example")) {
        resolver.query(name, RecordType.A);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        resolver.query(name.toUpperCase(java.util.Locale.ROOT), RecordType.A);
      }
      assertThat(server.questions()).hasSize(2);
      nanos.addAndGet(Duration.ofSeconds(61).toNanos());
      resolver.query("sure.example", RecordType.A);
      resolver.query("nowhere.example", RecordType.A);
      assertThat(server.questions()).hasSize(4);
    }
  }

  @Test
  void keepsNothingThatMayNotBeKept() throws Exception {
    try (ZoneServer server = ZoneServer.serving(TextZone.of(ZONE), 0)) {
      DnsResolver resolver = new DnsResolver(settings(server));
      resolver.query("sure.example", RecordType.A);
      resolver.query("sure.example", RecordType.A);
      assertThat(server.questions()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "@", "\\", "x.\u00ff\u00ff\\"})
  void whatIsNoNameDoesNotExist(String name) throws Exception {
    assertThat(ask(name, RecordType.A)).isInstanceOf(Answer.NoSuchName.class);
  }

  @Test
  void aLabelThatIsTooLongDoesNotExist() throws Exception {
    assertThat(ask("a".repeat(64) + ".example", RecordType.A))
        .isInstanceOf(Answer.NoSuchName.class);
  }
}
