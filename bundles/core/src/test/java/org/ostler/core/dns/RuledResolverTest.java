// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.event.Event;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.InHand;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.RecordedEvents;
import org.ostler.core.mail.Situation;
import org.ostler.testing.mail.MemorySettings;

/** The event {@code dns:fail}; names and data are those of Exim 4.98, which is not at hand. */
class RuledResolverTest {
  private final RecordedEvents events = new RecordedEvents();
  private MemorySettings main = MemorySettings.NONE;

  private Situation situation() {
    return new Situation(
        events.variables(),
        main,
        new Connection(null, 0, null, 0, Instant.EPOCH),
        new Message(Instant.EPOCH));
  }

  private Resolver answering(Answer answer) {
    return new RuledResolver((name, type) -> answer, main, this::situation);
  }

  @Test
  void tellsWhyALookupFailedAndWhatWasAsked() throws Exception {
    answering(new Answer.NoSuchName(false)).query("a.example", RecordType.MX);
    answering(new Answer.NoData(false)).query("b.example", RecordType.AAAA);
    answering(new Answer.TryAgain("no server answers")).query("c.example", RecordType.A);
    answering(new Answer.NoData(false)).query("d.example", RecordType.TXT_STRINGS);
    answering(new Answer.NoData(false)).query("e:f.example", RecordType.TXT);
    assertThat(events.told)
        .containsExactly(
            " dns:fail <DNS_NOMATCH:a.example:MX>",
            " dns:fail <DNS_NODATA:b.example:AAAA>",
            " dns:fail <DNS_AGAIN:c.example:A>",
            " dns:fail <DNS_NODATA:d.example:TXT>",
            " dns:fail <DNS_NODATA:e::f.example:TXT>");
  }

  @Test
  void saysNothingOfWhatWasFound() throws Exception {
    answering(new Answer.Records(List.of("192.0.2.1"), false, 60)).query("a.example", RecordType.A);
    assertThat(events.told).isEmpty();
  }

  @Test
  void namesThatCannotBeAreToldAndTypesThatAreNotWantedAreNot() throws Exception {
    main = main.with(DnsOptions.DISABLE_IPV6, true);
    Resolver resolver = answering(new Answer.Records(List.of("192.0.2.1"), false, 60));
    assertThat(resolver.query("a.example", RecordType.AAAA)).isEqualTo(new Answer.NoData(false));
    assertThat(resolver.query("a b.example", RecordType.A)).isEqualTo(new Answer.NoSuchName(false));
    assertThat(events.told).containsExactly(" dns:fail <DNS_NOMATCH:a b.example:A>");
  }

  @Test
  void belongsToWhatTheThreadHasInHand() throws Exception {
    Resolver resolver = answering(new Answer.NoData(false));
    Situation session = situation();
    Situation delivery = situation();
    try (var _ = InHand.of(session).take()) {
      resolver.query("session.example", RecordType.MX);
      try (var _ = InHand.of(delivery, MemorySettings.named("smtp")).take()) {
        resolver.query("delivery.example", RecordType.MX);
      }
      resolver.query("session.example", RecordType.TXT);
    }
    assertThat(events.told)
        .containsExactly(
            " dns:fail <DNS_NODATA:session.example:MX>",
            "smtp dns:fail <DNS_NODATA:delivery.example:MX>",
            " dns:fail <DNS_NODATA:session.example:TXT>");
    assertThat(events.views).containsExactly(session, delivery, session);
    assertThat(InHand.now()).isNull();
  }

  @Test
  void anActionThatAsksTheDnsIsNotToldOfItsOwnFailures() throws Exception {
    Resolver resolver = answering(new Answer.NoSuchName(false));
    events.answer = event -> asking(resolver, event);
    resolver.query("first.example", RecordType.MX);
    resolver.query("second.example", RecordType.MX);
    assertThat(events.told)
        .containsExactly(
            " dns:fail <DNS_NOMATCH:first.example:MX>",
            " dns:fail <DNS_NOMATCH:second.example:MX>");
  }

  private static String asking(Resolver resolver, Event event) {
    try {
      return resolver.query("own." + event.data().split(":")[1], RecordType.A).toString();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
