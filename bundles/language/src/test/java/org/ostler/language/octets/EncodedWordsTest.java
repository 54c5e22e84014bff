// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Encoded words that a hostile sender writes; what good ones mean stands in the case tables. */
class EncodedWordsTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> PIECES =
      List.of(
          "=?",
          "?=",
          "?",
          "=",
          "utf-8",
          "UTF-16",
          "foo",
          "utf-7",
          "*en",
          "?Q?",
          "?B?",
          "?q?=",
          "=00",
          "=E9",
          "=F",
          "_",
          " ",
          "\n\t",
          "\0",
          "\u00e9",
          "YQ==",
          "YWJj",
          "Y",
          "=?utf-8?Q?a?=",
          "=?utf-16?B?2AA=?=",
          "=?iso-2022-jp?B?GyRC?=",
          "=?utf-7?Q?+2AA?=");

  /** Decoding gives octets, never more than a few for each that came, and never an exception. */
  @Test
  void whateverIsWrittenIsDecodedWithinBounds() {
    Random random = new Random(20_261_119);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      for (String target : new String[] {null, "UTF-8", "ISO-8859-1", "US-ASCII"}) {
        String decoded = EncodedWords.decode(text.toString(), target, true).text();
        assertThat(decoded.length()).isLessThanOrEqualTo(4 * text.length());
        assertThat(decoded.chars()).allMatch(c -> c <= 0xff);
      }
    }
  }

  /** A word cut off anywhere is no word. */
  @Test
  void aWordThatIsCutOffStaysAsItIs() {
    String word = "=?utf-8?Q?a=C3=A9?=";
    for (int end = 0; end < word.length(); end++) {
      String cut = word.substring(0, end);
      assertThat(EncodedWords.decode(cut, "UTF-8", true).text()).isEqualTo(cut);
    }
  }
}
