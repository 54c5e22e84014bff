// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ' ',
      value = {
        "b abc true",
        "^B$ abc false",
        "(?i)^ABC$ abc true",
        "^a{1,2}b{,}$ aab{,} true",
        "[[:alpha:]]+\\d x1 true",
        "[[:^alpha:]] x false",
        "[a[b]+& a[& true",
        "[]x]+ ] true",
        "[^]x]+ ]x false",
        "\\Qa.c\\E abc false",
        "\\Qa.c\\E a.c true",
        "(?P<n>a)(?P=n) aa true",
        "(?<n>a)\\k<n> aa true",
        "(a)\\g1 aa true",
        "(a)\\g{-1} aa true",
        "(?x)a\\#b#c a#b true",
        "a(?#comment)b ab true",
        "\\x41\\102\\x{43} ABC true",
        "a++b aaab true",
        "(?>a+)b aaab true",
        "x{y x{y true",
        "[\\w.-]+@ a.b-c@ true",
        "[a\\]]+$ ]a] true",
        "(?:(?i)a)b Ab true",
        "(?:(?i)a)b AB false",
        "\\$\\{ ${ true",
      })
  void matchesAsPcreDoes(String pattern, String subject, boolean expected) throws Exception {
    assertThat(Regex.compile(pattern, false).matches(subject)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '~',
      value = {
        "(~missing closing parenthesis~1",
        ")~unmatched closing parenthesis~0",
        "*~quantifier does not follow a repeatable item~0",
        "a**~quantifier does not follow a repeatable item~2",
        "a+++~quantifier does not follow a repeatable item~3",
        "[~missing terminating ] for character class~1",
        "[abc~missing terminating ] for character class~4",
        "\\~\\ at end of pattern~1",
        "[z-a]~range out of order in character class~3",
        "(?z)~unrecognized character after (? or (?-~2",
        "[[:foo:]]~unknown POSIX class name~3",
        "\\1~reference to non-existent subpattern~1",
        "(a)\\2~reference to non-existent subpattern~4",
        "a{2,1}~numbers out of order in {} quantifier~5",
        "a{99999}~number too big in {} quantifier~7",
        "\\j~unrecognized character follows \\~1",
        "(?~missing closing parenthesis~2",
        "(?P<n~syntax error in subpattern name (missing terminator?)~5",
        "(?<1>a)~subpattern name must start with a non-digit~3",
        "(?#abc~missing ) after (?# comment~6",
        "\\K~\\K is not supported~2",
        "(?R)~recursion is not supported~2",
        "(a))~unmatched closing parenthesis~3",
      })
  void refusesInTheWordsOfPcre(String pattern, String message, int offset) {
    assertThatThrownBy(() -> Regex.compile(pattern, false))
        .isInstanceOfSatisfying(
            BadPattern.class,
            e -> {
              assertThat(e).hasMessage(message);
              assertThat(e.offset()).isEqualTo(offset);
            });
  }

  @Test
  void givesTheCaptures() throws Exception {
    Regex.Found found = Regex.compile("b(.)(x)?(.)", false).find("abcd");
    assertThat(found).isNotNull();
    assertThat(Arrays.asList(found.groups())).containsExactly("bcd", "c", null, "d");
    assertThat(found.start()).isEqualTo(1);
  }

  @Test
  void givesUpOnEndlessBacktracking() throws Exception {
    Regex regex = Regex.compile("^(x+)*\\1y", false, Duration.ofMillis(50));
    assertThatThrownBy(() -> regex.matches("x".repeat(60)))
        .isInstanceOf(Overrun.class)
        .hasMessageContaining("^(x+)*\\1y");
  }

  @Test
  void survivesSubjectsThatEndTheStack() throws Exception {
    Regex regex = Regex.compile("^(a|b|c)*$", false);
    assertThatThrownBy(() -> regex.matches("abc".repeat(200_000))).isInstanceOf(Overrun.class);
  }

  @Test
  void survivesDeepPatterns() {
    assertThatThrownBy(() -> Regex.compile("(".repeat(200_000) + "a" + ")".repeat(200_000), false))
        .isInstanceOf(BadPattern.class);
  }
}
