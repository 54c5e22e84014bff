// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.HeaderField;
import org.ostler.testing.mail.MemoryMail;

/** Each piece of a query that is from outside goes through the quoting operator of its type. */
class QuotedQueriesTest {
  private static Expansion expand(String source) throws Exception {
    return new ExpansionHouse().compiler().compile(source).expand(mail());
  }

  private static MemoryMail mail() {
    return new MemoryMail()
        .headed(new HeaderField("Subject", " o'x"), new HeaderField("Keywords", " a:b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      value = {
        "${lookup one{key}} | key",
        "${lookup one{${quote_one:$h_subject:}}} | o''x",
        "${lookup one{a='${quote_one:$h_subject:}' b='${quote_one:$h_keywords:}'}} | a='o''x'"
            + " b='a:b'",
        "${lookup one{${if eq{a}{a}{${quote_one:$h_subject:}}}}} | o''x",
        "${lookup one{${if eq{$h_subject:}{a}{b}{c}}}} | c",
        "${lookup two{${quote_two:$h_subject:}}} | o''x",
        "${lookup three{get $h_keywords: now}} | get a:b now",
        "${lookup three{get $h_keywords: ${quote_three:$h_subject:}}} | get a:b o''x",
        "${lookup one{'${quote_one:plain}' and ${quote_two:plain}}} | 'plain' and plain",
      })
  void takesWhatIsQuoted(String source, String expected) throws Exception {
    assertThat(expand(source))
        .isInstanceOfSatisfying(
            Expansion.Value.class, value -> assertThat(value.text().value()).isEqualTo(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one;k = '${quote_one:$h_subject:}' | true",
        "! one;${quote_one:$h_subject:} : * | false",
        "one;$h_subject: | ",
        "one;${quote_one:$h_subject:} $h_keywords: | ",
        "one;${quote_two:$h_subject:} | ",
      })
  void listsTakeTheSame(String list, @Nullable Boolean matches) throws Exception {
    MatchList.Match match = new ExpansionHouse().list(ListKind.DOMAIN, list).test("x", mail());
    if (matches == null) {
      assertThat(match)
          .isInstanceOfSatisfying(
              MatchList.Match.Failed.class,
              failed -> assertThat(failed.message()).contains("is not properly quoted"));
    } else {
      assertThat(match instanceof MatchList.Match.Matched).isEqualTo(matches);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${lookup one{$h_subject:}}",
        "${lookup one{a $h_subject:}}",
        "${lookup one{${quote_one:$h_subject:} $h_keywords:}}",
        "${lookup one{$h_keywords: ${quote_one:$h_subject:}}}",
        "${lookup one{${quote_two:$h_subject:}}}",
        "${lookup one{${quote_one:$h_subject:} ${quote_two:$h_keywords:}}}",
        "${lookup one{${quote_two:$h_subject:} ${quote_one:$h_keywords:}}}",
        "${lookup three{get $h_subject:}}",
        "${lookup three{$h_keywords:}}",
        "${lookup three{$h_keywords: x}}",
        "${lookup three{get $h_keywords: $h_subject:}}",
        "${lookup three{get ${if eq{a}{a}{it's $h_keywords:}}}}",
        "${lookup one{${uc:${quote_one:$h_subject:}}}}",
        "${lookup one{${substr_0_2:${quote_one:$h_subject:}}}}",
        "${lookup one{${sg{${quote_one:$h_subject:}}{''}{'}}}}",
      })
  void refusesAnyPieceThatIsNot(String source) throws Exception {
    assertThat(expand(source))
        .isInstanceOfSatisfying(
            Expansion.Failed.class,
            failed ->
                assertThat(failed.message()).contains("is not properly quoted", "it came from"));
  }
}
