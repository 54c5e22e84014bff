// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.DomainChange;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MemoryLog;
import org.ostler.core.rewrite.RenamedDomain;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;

/** Under which names a dnslookup router looks for a domain, on a host mail.corp.example. */
class WidenedNamesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
  private static final String ZONE =
      """
      desk.corp.example MX 10 mx.corp.example
      desk.example A 192.0.2.4
      far.wide.example MX 10 mx.corp.example
      mx.corp.example A 192.0.2.1
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "desk | qualify_single | x@desk.corp.example",
        "desk | no_qualify_single | Unrouteable address",
        "far | widen_domains = other.example:wide.example | x@far.wide.example",
        "far | search_parents | Unrouteable address",
        "none | fail_defer_domains = none | missing MX, or all MXs point to missing A records, and"
            + " defer requested",
        "none | fail_defer_domains = other | Unrouteable address",
        "desk.example | qualify_single | 192.0.2.4",
      })
  void findsIt(String domain, String option, String end) throws Exception {
    Message message = new Message(NOW);
    message.headerFields(List.of(HeaderField.parse("To: X <x@" + domain + ">, y@other")));
    Situation situation =
        new Situation(
            TestRouters::variable,
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, NOW),
            message);
    RouterChain chain =
        new TestRouters(
                TextZone.of(ZONE),
                () -> NOW,
                new MemoryLog(),
                Files.writeString(directory.resolve("passwd"), ""))
            .chain("r:\n  driver = dnslookup\n  transport = smtp\n  " + option + "\n");
    Routed routed =
        chain.route(Address.of(new Recipient("x@" + domain)), situation, Purpose.DELIVERY).routed();
    String shown =
        switch (routed) {
          case Routed.Accepted(var address) -> address.hosts.getFirst().address();
          case Routed.Redirected(var _, var children) -> children.getFirst().address();
          case Routed.Failed failed -> failed.logMessage();
          case Routed.Deferred deferred -> deferred.logMessage();
        };
    assertThat(shown).isEqualTo(end);
    if (routed instanceof Routed.Redirected) {
      DomainChange change = message.renamed.iterator().next();
      assertThat(new RenamedDomain(change).in(message.headerFields()).getFirst().text())
          .isEqualTo("To: X <" + end + ">, y@other\n");
    } else {
      assertThat(message.renamed).isEmpty();
    }
  }
}
