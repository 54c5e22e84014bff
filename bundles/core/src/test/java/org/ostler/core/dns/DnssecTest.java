// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.SignedZone;

@RequiresPeer({"unbound", "ldns-keygen", "ldns-signzone"})
class DnssecTest {
  @TempDir static Path directory;
  private static SignedZone zone;

  @BeforeAll
  static void start() throws Exception {
    zone =
        SignedZone.start(
            directory,
            "dest.example",
            """
            @            MX    10 mx
            mx           A     127.0.0.1
            mx           AAAA  ::1
            alias        CNAME mx
            abroad       CNAME mx.open.example.
            *.wild       A     127.0.0.2
            bogus        A     127.9.9.9
            _25._tcp.mx  TLSA  3 1 1 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            """,
            "open.example",
            """
            @   MX    10 mx.dest.example.
            mx  A     127.0.0.3
            to  CNAME mx.dest.example.
            """,
            "");
  }

  @AfterAll
  static void stop() {
    zone.close();
  }

  private static DnsResolver resolver(String validation) throws Exception {
    return new DnsResolver(
        MemorySettings.NONE
            .with(DnsOptions.DNS_SERVERS, List.of("127.0.0.1:" + zone.port()))
            .with(DnsOptions.DNS_RETRANS, Duration.ofSeconds(10))
            .with(DnsOptions.DNS_RETRY, 1)
            .with(DnsOptions.DNSSEC_VALIDATION, validation)
            .with(DnsOptions.DNSSEC_TRUST_ANCHORS, List.of(zone.trustAnchor())));
  }

  private static void isSigned(Answer answer, boolean signed) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Records.class, it -> assertThat(it.authenticated()).isEqualTo(signed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolver", "local"})
  void signedAnswersAreToldFromOthers(String validation) throws Exception {
    DnsResolver dns = resolver(validation);
    isSigned(dns.query("dest.example", RecordType.MX), true);
    isSigned(dns.query("mx.dest.example", RecordType.A), true);
    isSigned(dns.query("mx.dest.example", RecordType.AAAA), true);
    isSigned(dns.query("alias.dest.example", RecordType.A), true);
    isSigned(dns.query("alias.dest.example", RecordType.CNAME), true);
    isSigned(dns.query("x.wild.dest.example", RecordType.A), true);
    isSigned(dns.query("_25._tcp.mx.dest.example", RecordType.TLSA), true);
    isSigned(dns.query("open.example", RecordType.MX), false);
    isSigned(dns.query("mx.open.example", RecordType.A), false);
    isSigned(dns.query("to.open.example", RecordType.A), false);
    isSigned(dns.query("abroad.dest.example", RecordType.A), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolver", "local"})
  void whatIsNotThereIsSignedToo(String validation) throws Exception {
    DnsResolver dns = resolver(validation);
    assertThat(dns.query("_25._tcp.ns.dest.example", RecordType.TLSA))
        .isEqualTo(new Answer.NoSuchName(true));
    assertThat(dns.query("mx.dest.example", RecordType.TLSA)).isEqualTo(new Answer.NoData(true));
    assertThat(dns.query("nowhere.open.example", RecordType.A))
        .isEqualTo(new Answer.NoSuchName(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolver", "local"})
  void liesAreNoAnswers(String validation) throws Exception {
    assertThat(resolver(validation).query("bogus.dest.example", RecordType.A))
        .isInstanceOf(Answer.TryAgain.class);
  }
}
