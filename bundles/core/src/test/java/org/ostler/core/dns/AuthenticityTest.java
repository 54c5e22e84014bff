// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class AuthenticityTest {
  private static final Authenticity HOME = zone -> zone.equals("home.example");

  private static Message reply(int flag, String... records) throws Exception {
    Message reply = new Message();
    reply.getHeader().setFlag(flag);
    for (String record : records) {
      String[] words = record.split(" ", 4);
      reply.addRecord(
          Record.fromString(
              Name.fromString(words[1], Name.root),
              Type.value(words[2]),
              DClass.IN,
              60,
              words[3],
              Name.root),
          words[0].equals("answer") ? Section.ANSWER : Section.AUTHORITY);
    }
    return reply;
  }

  @Test
  void aValidatedAnswerIsAuthentic() throws Exception {
    assertThat(Authenticity.STRICT.of(reply(Flags.AD))).isTrue();
    assertThat(Authenticity.STRICT.of(reply(Flags.RA))).isFalse();
  }

  @Test
  void anAuthorityIsBelievedAboutTheZonesThatAreListed() throws Exception {
    String answer = "answer mx.home.example A 192.0.2.1";
    String servers = "authority home.example NS ns.home.example";
    assertThat(HOME.of(reply(Flags.AA, answer, servers))).isTrue();
    assertThat(Authenticity.STRICT.of(reply(Flags.AA, answer, servers))).isFalse();
    assertThat(HOME.of(reply(Flags.RA, answer, servers))).isFalse();
    assertThat(HOME.of(reply(Flags.AA, answer))).isFalse();
    assertThat(HOME.of(reply(Flags.AA, answer, "authority far.example NS ns.home.example")))
        .isFalse();
  }

  @Test
  void aDenialTellsItsZoneByTheSoaRecord() throws Exception {
    String soa = "authority home.example SOA ns.home.example x.home.example 1 2 3 4 5";
    assertThat(HOME.of(reply(Flags.AA, soa))).isTrue();
    assertThat(HOME.of(reply(Flags.AA, "authority home.example NS ns.home.example"))).isFalse();
  }
}
