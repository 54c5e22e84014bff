// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedStartTest {
  private static final List<String> SUBJECTS = subjects();

  private static List<String> subjects() {
    List<String> subjects = new java.util.ArrayList<>(List.of(""));
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

  /** The matcher of the JDK alone is the judge. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^ab",
        "^a?b",
        "^ab*",
        "^ab+c",
        "^ab{0}",
        "^ab{0,1}",
        "^ab{,2}",
        "^ab{2}",
        "^a{1,2}b",
        "^a{b",
        "^a|b",
        "^(a|b)",
        "^ab[c|.]",
        "^[.]",
        "^[./|]",
        "^[^.]",
        "^[a-c]",
        "^[c-]",
        "^[-a]",
        "^[]a]",
        "^[^]a]",
        "^[a\\]|]",
        "^[\\d]a",
        "^[[:alpha:]]b",
        "^[.]?a",
        "^[.]*a",
        "^[.]+b",
        "^[ab]{0}c",
        "^[ab]{2}",
        "^\\d",
        "^\\d*a",
        "^\\d+9",
        "^ab\\d?",
        "^ab+[c.]",
        "^\\.",
        "^\\.a",
        "^\\^a",
        "^\\\\a",
        "^a\\|b",
        "^a\\+",
        "^+a",
        "^*a",
        "^?a",
        "^{0}a",
        "^^a",
        "^$",
        "^",
        "^.a",
        "^a(?i)B",
        "^(?i)aB",
        "^\\Qa|b\\E",
        "^\\Qa[\\E|b",
        "^a(?#[)|b",
        "^[]]|b",
        "^[^]]|b",
        "^[]|]",
        "^[^]|]",
        "^a b",
        "^a\\x62",
        "^\\N{2}",
        "a",
        ".a",
        "a|^b",
        "^[a-",
        "^\\n",
        "^a\n"
      })
  void neverHidesAMatch(String pattern) throws Exception {
    for (boolean caseless : new boolean[] {false, true}) {
      Regex regex;
      try {
        regex = Regex.compile(pattern, caseless);
      } catch (BadPattern e) {
        continue; // nothing to be told apart
      }
      int flags = Pattern.UNIX_LINES | (caseless ? Pattern.CASE_INSENSITIVE : 0);
      Pattern plain = Pattern.compile(new PcreTranslator(pattern).translate(), flags);
      for (String subject : SUBJECTS) {
        assertThat(regex.find(subject) != null)
            .as("%s in %s", pattern, subject)
            .isEqualTo(plain.matcher(subject).find());
      }
    }
  }

  @Test
  void knowsTheStartsThatListsHave() {
    for (String pattern :
        List.of("^spam\\d+@", "^[.]", "^[./|]", "^noreply-", "^\\d+\\.\\d+", "^bob@")) {
      FixedStart start = FixedStart.of(pattern, true);
      assertThat(start).as(pattern).isNotNull();
      assertThat(start.fits("jane@b.test")).as(pattern).isFalse();
    }
  }
}
