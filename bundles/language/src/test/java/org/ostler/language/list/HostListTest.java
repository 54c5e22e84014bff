// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.ListKind;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;

/**
 * Host lists that need names, and domain lists that ask for MX hosts: what no Exim can be asked
 * without a zone.
 */
class HostListTest {
  private static final String ZONE =
      """
      4.3.2.1.in-addr.arpa     PTR  good.example
      4.3.2.1.in-addr.arpa     PTR  alias.example
      4.3.2.1.in-addr.arpa     PTR  liar.example
      good.example             A    1.2.3.4
      alias.example            A    1.2.3.4
      liar.example             A    9.9.9.9
      5.3.2.1.in-addr.arpa     PTR  liar.example
      6.3.2.1.in-addr.arpa     PTR  TIMEOUT
      slow.example             A    TIMEOUT
      slow.example             AAAA TIMEOUT
      mail.example.net         A    192.0.2.1
      prime.example            MX   10 mail.example.net
      prime.example            MX   20 good.example
      second.example           MX   10 good.example
      second.example           MX   20 mail.example.net
      else.example             MX   10 good.example
      late.example             MX   TIMEOUT
      """;

  private final ListHouse house = new ListHouse(ZONE);
  private final ListCompiler lists = house.compiler();

  private String test(ListKind kind, String subject, String list) throws Exception {
    return shown(
        lists
            .compile(kind, list)
            .test(subject, new MemoryMail().from(MemoryPeer.at("1.2.3.4", null))));
  }

  private static String shown(Match match) {
    return switch (match) {
      case Match.Matched _ -> "yes";
      case Match.Unmatched _ -> "no";
      case Match.Deferred _ -> "defer";
      case Match.Failed _ -> "fail";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, *.example, yes",
    "1.2.3.4, good.example, yes",
    "1.2.3.4, ^al, yes",
    "1.2.3.4, ^liar, no",
    "1.2.3.4, liar.example, no",
    "1.2.3.4, nowhere.example, no",
    "1.2.3.4, nowhere.example : 1.2.3.4, no",
    "1.2.3.4, 1.2.3.4 : nowhere.example, yes",
    "1.2.3.4, +ignore_unknown : nowhere.example : 1.2.3.4, yes",
    "1.2.3.4, +include_unknown : nowhere.example, yes",
    "1.2.3.4, !*.example, no",
    "1.2.3.5, *.example, no",
    "1.2.3.5, !*.example, no",
    "1.2.3.5, *.other : 1.2.3.5, no",
    "1.2.3.5, +ignore_unknown : *.other : 1.2.3.5, yes",
    "1.2.3.5, +include_unknown : *.other, yes",
    "1.2.3.6, *.example, no",
    "1.2.3.6, +ignore_unknown : *.example : 1.2.3.6, yes",
    "1.2.3.6, +include_unknown : *.example, yes",
    "1.2.3.6, 1.2.3.6 : *.example, yes",
    "1.2.3.4, slow.example, defer",
    "1.2.3.4, +ignore_defer : slow.example, no",
    "1.2.3.4, +include_defer : slow.example, yes",
    "192.0.2.1, @, yes",
    "1.2.3.4, @, no",
    "192.0.2.1, @[], yes",
    "1.2.3.4, localhost, no",
    "127.0.0.1, localhost, yes",
    "known.example [9.9.9.9], *.example, yes",
    "known.example [9.9.9.9], 9.9.9.9, yes",
    "known.example [9.9.9.9], *.other, no",
    "'', :, yes",
    "'', *.example, no",
    "'', *, yes",
  })
  void hosts(String host, String list, String expected) throws Exception {
    assertThat(test(ListKind.HOST, host, list)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "prime.example, @mx_any, yes",
    "prime.example, @mx_primary, yes",
    "prime.example, @mx_secondary, no",
    "second.example, @mx_any, yes",
    "second.example, @mx_primary, no",
    "second.example, @mx_secondary, yes",
    "else.example, @mx_any, no",
    "else.example, !@mx_any, yes",
    "nowhere.example, @mx_any, no",
    "late.example, @mx_any, defer",
    "prime.example, @mx_any/ignore=192.0.2.1, no",
    "prime.example, @mx_any/ignore=<;192.0.2.9;192.0.2.8, yes",
    "prime.example, @MX_ANY, yes",
  })
  void mxHosts(String domain, String list, String expected) throws Exception {
    assertThat(test(ListKind.DOMAIN, domain, list)).isEqualTo(expected);
  }

  @Test
  void asksForTheNameOnceInAConnection() throws Exception {
    MemoryMail mail = new MemoryMail().from(MemoryPeer.at("1.2.3.4", null));
    lists.compile(ListKind.HOST, "*.other").test("1.2.3.4", mail);
    lists.compile(ListKind.HOST, "*.example").test("1.2.3.4", mail);
    assertThat(((TextZone) house.resolver()).questions())
        .filteredOn(q -> q.type() == RecordType.PTR)
        .hasSize(1);
  }

  @Test
  void asksNothingWhenTheNameIsKnown() throws Exception {
    MemoryMail mail = new MemoryMail().from(MemoryPeer.at("1.2.3.4", null).named("peer.example"));
    assertThat(shown(lists.compile(ListKind.HOST, "^peer").test("1.2.3.4", mail))).isEqualTo("yes");
    assertThat(((TextZone) house.resolver()).questions()).isEmpty();
  }

  @Test
  void asksNothingForAddresses() throws Exception {
    assertThat(test(ListKind.HOST, "1.2.3.4", "10.0.0.0/8 : 1.2.3.4 : *.example")).isEqualTo("yes");
    assertThat(((TextZone) house.resolver()).questions()).isEmpty();
  }

  @Test
  void aMillionItems() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      text.append("host").append(i).append(".example:");
    }
    CompiledList list = lists.compile(ListKind.DOMAIN, text.toString());
    MemoryMail mail = new MemoryMail();
    for (int i = 999_000; i < 1_001_000; i++) {
      assertThat(shown(list.test("HOST" + i + ".example", mail)))
          .isEqualTo(i < 1_000_000 ? "yes" : "no");
    }
  }

  @Test
  void namedListsThatReferToThemselvesEnd() throws Exception {
    lists.define(ListKind.DOMAIN, "one", "+two");
    lists.define(ListKind.DOMAIN, "two", "+one");
    assertThat(test(ListKind.DOMAIN, "x", "+one")).isEqualTo("fail");
    lists.define(ListKind.DOMAIN, "three", "+ones");
    assertThat(lists.undefined(ListKind.DOMAIN, "three"))
        .containsExactly("unknown named domain list \"+ones\"; did you mean \"+one\"?");
    assertThatThrownBy(() -> lists.compile(ListKind.ADDRESS, "*@+four"))
        .isInstanceOf(InvalidArgument.class)
        .hasMessage("unknown named domain list \"+four\"");
  }

  @Test
  void constantListsSayAtOnceWhatIsWrong() {
    assertThatThrownBy(() -> lists.compile(ListKind.DOMAIN, "a : ^("))
        .isInstanceOf(InvalidArgument.class)
        .hasMessage(
            "regular expression error: missing closing parenthesis at offset 2 while compiling ^(");
    assertThatThrownBy(() -> lists.compile(ListKind.ADDRESS, "*@dbm;/etc/x"))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("lookup type \"dbm\" is not available")
        .hasMessageContaining("use cdb");
  }

  @Test
  void capturesAreNoMoreTrustedThanTheSubject() throws Exception {
    ListHouse.TestScope scope = new ListHouse.TestScope();
    CompiledList list = lists.compile(ListKind.DOMAIN, "*.example");
    list.test("a.example", scope);
    assertThat(scope.registers().capture(1)).isNotNull().matches(Text::isTainted);
    list.test(Text.of("b.example"), scope);
    assertThat(scope.registers().capture(1)).isEqualTo(Text.of("b"));
  }

  @Test
  void casefulFromTheStart() throws Exception {
    CompiledList list = lists.compile(ListKind.LOCAL_PART, "Foo");
    assertThat(shown(list.test("foo", new MemoryMail()))).isEqualTo("yes");
    assertThat(shown(list.caseful().test("foo", new MemoryMail()))).isEqualTo("no");
    assertThat(shown(list.caseful().test("Foo", new MemoryMail()))).isEqualTo("yes");
  }
}
