// SPDX-License-Identifier: Apache-2.0
package org.ostler.dnsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.lookup.LookupContract;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

/** Queries as Exim answered them with the same records in a name server of its own. */
class DnsdbLookupTest implements LookupContract {
  private static final TextZone ZONE =
      TextZone.of(
          """
          a.example                    A      192.0.2.1
          a.example                    AAAA   2001:db8::1
          b.example                    A      192.0.2.2
          mx.example                   MX     10 m1.example
          null.example                 MX     0 .
          txt.example                  TXT    "one" "two"
          txt1.example                 TXT    "single string"
          quote.example                TXT    "a \\"b\\" \\\\c"
          spf.example                  SPF    "v=spf1 " "-all"
          _smtp._tcp.example           SRV    1 2 25 s.example
          _25._tcp.m1.example          TLSA   3 1 1 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
          zone.example                 SOA    ns.zone.example root.zone.example 1 2 3 4 5
          zone.example                 NS     ns.zone.example
          alias.example                CNAME  a.example
          1.2.0.192.in-addr.arpa       PTR    a.example
          1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR six.example
          _client._smtp.good.example   SRV    1 2 0 good.example
          _client._smtp.bad.example    SRV    1 1 0 bad.example
          _client._smtp.q.example      SRV    1 3 0 q.example
          _client._smtp.sub.example    SRV    1 2 1 sub.example
          _client._smtp.zero.example   SRV    1 0 0 zero.example
          _client._smtp.1.2.0.192.in-addr.arpa SRV 1 2 0 a.example
          bare.example                 TXT    ""
          down.example                 SERVFAIL
          signed.example               SECURE
          signed.example               A      192.0.2.9
          """);

  static Stream<String> judged() throws Exception {
    try (InputStream in = DnsdbLookupTest.class.getResourceAsStream("/queries.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("judged")
  void answersAsExim(String line) throws Exception {
    int arrow = line.lastIndexOf(" => ");
    String query = line.substring(0, arrow).replace("\\n", "\n");
    String expected = line.substring(arrow + 4);
    String got = shown(find(query));
    // Exim says nothing where it misses a signature.
    boolean silent = expected.equals("DEFER ");
    assertThat(silent ? got.substring(0, 6) : got).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=down.example:a.example | <192.0.2.1>",
        "defer_lax,a=down.example:a.example | <192.0.2.1>",
        "a=down.example | DEFER",
        "defer_strict,a=down.example:a.example | DEFER",
        "defer_strict,a=a.example:down.example | DEFER",
        "defer_never,a=down.example | none",
        "defer_never,a=down.example:a.example | <192.0.2.1>",
        "dnssec_strict,a=signed.example | <192.0.2.9>",
        "dnssec_strict,a=a.example:signed.example | <192.0.2.9>",
        "dnssec_strict,defer_never,a=a.example | none",
        "ptr=<;2001:db8::1 | <six.example>",
        "ptr=2001::db8::::1 | <six.example>",
        "retrans_1m,a=a.example | <192.0.2.1>",
        "retry_3,a=a.example | <192.0.2.1>",
        "retrans_0,a=a.example | DEFER",
      })
  void obeysItsModifiers(String query, String expected) throws Exception {
    assertThat(shown(find(query))).startsWith(expected);
  }

  @Test
  void keepsQuotesAndBackslashesOfTexts() throws Exception {
    assertThat(shown(find("quote.example"))).isEqualTo("<a \"b\" \\c>");
  }

  @Test
  void whatItFindsIsNotTrusted() throws Exception {
    assertThat(find("a=a.example"))
        .isInstanceOfSatisfying(
            Answer.Found.class, found -> assertThat(found.value().isTainted()).isTrue());
  }

  @Test
  void declaresItsWord() {
    assertThat(DeclaredWords.of(DnsdbLookup.class)).hasToString("{lookup=[dnsdb]}");
  }

  private static Answer find(String query) throws Exception {
    return new DnsdbLookup(ZONE)
        .prepare(List.of(), MemorySettings.NONE)
        .find(Text.of(query), null, new MemoryMail());
  }

  private static String shown(Answer answer) {
    return switch (answer) {
      case Answer.Found found -> "<" + found.value().value().replace("\n", "~") + ">";
      case Answer.Missing _ -> "none";
      case Answer.Deferred deferred -> "DEFER " + deferred.reason();
      case Answer.Failed failed -> "FAILED " + failed.reason();
    };
  }

  @Override
  public Lookup lookup() {
    return new DnsdbLookup(ZONE);
  }

  @Override
  public Query present() {
    return new Query(Text.of("mxh=mx.example"), null);
  }

  @Override
  public String value() {
    return "m1.example";
  }

  @Override
  public Query absent() {
    return new Query(Text.of("a=nowhere.example"), null);
  }

  @Override
  public MailView mail() {
    return new MemoryMail();
  }
}
