// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ostler.api.tls.Associations.Finding;
import org.ostler.testing.dns.TextZone;

class TlsaSearchTest {
  private static final String DIGEST =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String ZONE =
      """
      _25._tcp.mx.example     TLSA   3 1 1 %1$s
      _25._tcp.mx.example     SECURE
      _465._tcp.mx.example    EXISTS
      _25._tcp.open.example   TLSA   3 1 1 %1$s
      _25._tcp.old.example    TLSA   1 1 1 %1$s
      _25._tcp.old.example    SECURE
      _25._tcp.down.example   SERVFAIL
      alias.example           CNAME  mx.example
      alias.example           SECURE
      both.example            CNAME  mx.example
      both.example            SECURE
      _25._tcp.both.example   TLSA   2 1 1 %1$s
      _25._tcp.both.example   SECURE
      early.example           CNAME  bare.example
      early.example           SECURE
      bare.example            EXISTS
      _25._tcp.early.example  TLSA   2 1 1 %1$s
      _25._tcp.early.example  SECURE
      lying.example           CNAME  mx.example
      round.example           CNAME  round.example
      round.example           SECURE
      """
          .formatted(DIGEST);

  private static Finding find(String host) throws Exception {
    return new TlsaSearch(TextZone.of(ZONE)).find(host, 25);
  }

  private static Finding published(String base, int usage) {
    return new Finding.Published(base, java.util.List.of(usage + " 1 1 " + DIGEST), 1 << usage);
  }

  @Test
  void signedRecordsOfUseBind() throws Exception {
    assertThat(find("mx.example")).isEqualTo(published("mx.example", 3));
  }

  @Test
  void thePortIsPartOfTheName() throws Exception {
    assertThat(new TlsaSearch(TextZone.of(ZONE)).find("mx.example", 465))
        .isEqualTo(new Finding.Nothing(""));
  }

  @Test
  void unsignedRecordsBindNothing() throws Exception {
    assertThat(find("open.example"))
        .isEqualTo(new Finding.Nothing("TLSA lookup for open.example not DNSSEC"));
    assertThat(find("nowhere.example")).isEqualTo(new Finding.Nothing(""));
  }

  @Test
  void recordsOfNoUseAskForTlsAllTheSame() throws Exception {
    assertThat(find("old.example")).isEqualTo(new Finding.Unusable("old.example"));
  }

  @Test
  void serversThatFailAreWaitedFor() throws Exception {
    assertThat(find("down.example")).isInstanceOf(Finding.TryAgain.class);
  }

  @Test
  void whatAliasesLeadToCountsFirst() throws Exception {
    assertThat(find("alias.example")).isEqualTo(published("mx.example", 3));
    assertThat(find("both.example")).isEqualTo(published("mx.example", 3));
    assertThat(find("early.example")).isEqualTo(published("early.example", 2));
  }

  @Test
  void unsignedAliasesLeadNowhere() throws Exception {
    assertThat(find("lying.example")).isEqualTo(new Finding.Nothing(""));
    assertThat(find("round.example")).isEqualTo(new Finding.Nothing(""));
  }
}
