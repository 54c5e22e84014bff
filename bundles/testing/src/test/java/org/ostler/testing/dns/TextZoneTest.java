// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;

class TextZoneTest {
  private final TextZone zone =
      TextZone.of(
          """
          # a comment
          example.com      MX     10 mx.example.com.
          example.com      MX     20 mx2.example.com
          example.com      TXT    "v=spf1 " "a\\"b\\\\c\\200"
          example.com      TXT    bare words
          *.example.com    A      192.0.2.1
          www.example.com  CNAME  Example.COM
          loop.example     CNAME  loop.example
          empty.example    EXISTS
          broken.example   SERVFAIL
          slow.example     TXT    TIMEOUT
          slow.example     A      192.0.2.2
          signed.example   A      192.0.2.3
          signed.example   SECURE
          """);

  @Test
  void answersWithRecordsInTheirOrder() throws InterruptedException {
    assertThat(zone.query("EXAMPLE.com.", RecordType.MX))
        .isEqualTo(
            new Answer.Records(List.of("10 mx.example.com", "20 mx2.example.com"), false, 300));
    assertThat(zone.query("example.com", RecordType.TXT))
        .isEqualTo(new Answer.Records(List.of("v=spf1 a\"b\\c\u00c8", "bare words"), false, 300));
    assertThat(zone.query("signed.example", RecordType.A))
        .isEqualTo(new Answer.Records(List.of("192.0.2.3"), true, 300));
    assertThat(zone.questions()).hasSize(3);
  }

  @Test
  void tellsNoDataFromNoSuchName() throws InterruptedException {
    assertThat(zone.query("empty.example", RecordType.A)).isEqualTo(new Answer.NoData(false));
    assertThat(zone.query("com", RecordType.A)).isEqualTo(new Answer.NoData(false));
    assertThat(zone.query("absent.example", RecordType.A)).isEqualTo(new Answer.NoSuchName(false));
  }

  @Test
  void followsAliasesAndWildcards() throws InterruptedException {
    assertThat(zone.query("www.example.com", RecordType.MX)).isInstanceOf(Answer.Records.class);
    assertThat(zone.query("any.where.example.com", RecordType.A))
        .isInstanceOf(Answer.Records.class);
    assertThat(zone.query("loop.example", RecordType.A)).isInstanceOf(Answer.TryAgain.class);
  }

  @Test
  void failsWhereTheZoneSaysSo() throws InterruptedException {
    assertThat(zone.query("broken.example", RecordType.A))
        .isEqualTo(new Answer.TryAgain("SERVFAIL"));
    assertThat(zone.query("slow.example", RecordType.TXT))
        .isEqualTo(new Answer.TryAgain("TIMEOUT"));
    assertThat(zone.query("slow.example", RecordType.A)).isInstanceOf(Answer.Records.class);
    assertThat(zone.query("a..b", RecordType.A)).isInstanceOf(Answer.TryAgain.class);
  }

  @Test
  void namesTheLineThatMakesNoSense() {
    assertThatThrownBy(() -> TextZone.of("\nexample.com NOPE x"))
        .hasMessageContaining("zone line 2");
  }
}
