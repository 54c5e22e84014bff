// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "(?=a\\K)b~\\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)~8",
        "(?R~(?R (recursive pattern call) must be followed by a closing parenthesis~3",
        "(?<=a+)b~lookbehind assertion is not fixed length~0",
        "(?<n>a)(?<n>b)~two named subpatterns have the same name (PCRE2_DUPNAMES not set)~12",
        "(*NEVER)~(*VERB) not recognized or malformed~7",
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
    assertThatThrownBy(() -> regex.matches("x".repeat(60) + "zy"))
        .isInstanceOf(Overrun.class)
        .hasMessageContaining("^(x+)*\\1y");
  }

  /** Patterns of which one step may read all of a long subject. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(.*)(.*)(.*)\\3z[^z]",
        "(?:.*.*x|y)*z[^z]",
        "(?:a(*:m)(*SKIP:n)b|a)*z[^z]",
        "(?s).*?.*?.*?z[^z]",
        "(?i)(.+)\\1+z[^z]",
        "(*UTF)(\\w+\\W?)*z[^z]"
      })
  @Timeout(10)
  void endsNearTheDeadline(String pattern) throws Exception {
    Regex regex = Regex.compile(pattern, false, Duration.ofMillis(100));
    assertThatThrownBy(() -> regex.matches("a".repeat(300_000) + "z")).isInstanceOf(Overrun.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"^(a|b|c)*$", "^(?:ab|c)*$", "^(?:(a)|bc)+$", "^(?:a(?=b)b|c)*$", "^(?>ab|c)*$"})
  void longSubjectsNeedNoStack(String pattern) throws Exception {
    assertThat(Regex.compile(pattern, false).matches("abc".repeat(200_000))).isTrue();
  }

  @Test
  void deepRecursionEndsInAnError() throws Exception {
    Regex regex = Regex.compile("^(a(?1)?)$", false, Duration.ofSeconds(60));
    assertThat(regex.matches("a".repeat(100_000))).isTrue();
    assertThatThrownBy(() -> regex.matches("a".repeat(3_000_000))).isInstanceOf(Overrun.class);
    assertThat(regex.matches("aaa")).isTrue();
  }

  @Test
  void recursionWithoutProgressFindsNothing() throws Exception {
    assertThat(Regex.compile("(?R)a|b", false).matches("b")).isFalse();
  }

  /** Called groups whose lengths are those of the groups that they call, and so on. */
  @Test
  void lengthsOfCallsAreFoundOnce() throws Exception {
    StringBuilder pattern = new StringBuilder("(?<=(?1))x");
    for (int i = 2; i < 40; i++) {
      pattern.append("((?").append(i).append(")(?").append(i).append("))?");
    }
    pattern.append("(a{0})?");
    assertThat(Regex.compile(pattern.toString(), false).source()).isEqualTo(pattern.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "(?:", "(?=", "(?|", "[", "(?(1)", "(?>", "(a)?+"})
  void survivesDeepPatterns(String open) {
    assertThatThrownBy(() -> Regex.compile(open.repeat(200_000), false))
        .isInstanceOf(BadPattern.class);
  }

  @Test
  void looksForLongerMatchesAtOnePlace() throws Exception {
    Regex regex = Regex.compile("(a)|", false);
    assertThat(regex.find("ba", 0).end()).isZero();
    assertThat(regex.findHere("ba", 0)).isNull();
    assertThat(regex.findHere("ba", 1).end()).isEqualTo(2);
  }

  /** What is known of how matches start changes how fast they are found, and nothing else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^ab",
        "^a?b",
        "a?b",
        "ab*",
        "ab+c",
        "ab{0}",
        "a{1,2}b",
        "a|b",
        "^(a|b)",
        "ab[c|.]",
        "[.]",
        "[^.]",
        "[]a]",
        "[^]a]",
        "[\\d]a",
        "[[:alpha:]]b",
        "[.]*a",
        "[.]+b",
        "\\d*a",
        "\\d+9",
        "\\.a",
        "\\^a",
        "a\\|b",
        "^^a",
        "$",
        "^",
        ".a",
        "a(?i)B",
        "(?i)aB",
        "\\Qa|b\\E",
        "(?i)[\u00e9b]",
        "(?m)^a",
        "(?m)^a|b",
        "(?=a)a",
        "(?!b)[ab]",
        "\\ba",
        "(?<=b)a",
        "(?:a|b)*c",
        "(?:|a)b",
        "(?>a*)b",
        ".*b",
        "(?s).*b",
        "\\Ga",
        "(a)?\\1b",
        "(?(?=a)a|b)",
        "x*\\.",
        "(?:ab)+c",
        "\\n",
        "a\\K.b"
      })
  void knowledgeOfTheStartHidesNoMatch(String pattern) throws Exception {
    for (boolean caseless : new boolean[] {false, true}) {
      Regex quick = Regex.compile(pattern, caseless);
      Regex plain = Regex.compile("(*NO_START_OPT)" + pattern, caseless);
      for (String subject : subjects()) {
        assertThat(shown(quick.find(subject)))
            .as("%s in %s", pattern, subject)
            .isEqualTo(shown(plain.find(subject)));
      }
    }
  }

  private static String shown(Regex.@Nullable Found found) {
    return found == null
        ? "none"
        : found.start() + "-" + found.end() + Arrays.toString(found.groups());
  }

  private static List<String> subjects() {
    List<String> subjects = new ArrayList<>(List.of(""));
    String octets = "aAbc.|/[]^-\\09{,}+ \u00e9\n";
    for (char one : octets.toCharArray()) {
      subjects.add(String.valueOf(one));
      for (char two : octets.toCharArray()) {
        subjects.add("" + one + two);
        subjects.add("" + one + two + "b.");
        subjects.add("ab" + one + two);
      }
    }
    return subjects;
  }
}
