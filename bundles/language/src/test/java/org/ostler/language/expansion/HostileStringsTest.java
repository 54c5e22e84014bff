// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.expansion.Expansion;
import org.ostler.testing.mail.MemoryMail;

/**
 * Whatever the string: it compiles, and expanding it gives an outcome in bounded time and stack.
 */
class HostileStringsTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> PIECES =
      List.of(
          "${",
          "}",
          "{",
          "$",
          "\\",
          "\\N",
          ":",
          "${if ",
          "eq",
          "{a}",
          "{b}",
          "!",
          "and{{",
          "or{",
          "def:",
          "h_subject",
          "$item",
          "${lc:",
          "${map{",
          "${filter{",
          "${reduce{",
          "${sort{",
          "${sg{",
          "${extract{",
          "${extract json{",
          "${lookup{",
          "lsearch",
          "{/nothing}",
          "${length_3:",
          "${substr_-1_2:",
          "${hash_2:",
          "${eval:",
          "1+",
          "9999999999",
          "${expand:",
          "${listcount:",
          "match{",
          "(a+)+",
          "forany{",
          "${run{",
          "${prvscheck{",
          "${acl{",
          "fail",
          "<,",
          "\0",
          "\u00e9",
          "\u00ff",
          "${tr{",
          "${nhash{",
          "inlist{",
          "crypteq{",
          "bool{",
          "isip{",
          "${rfc2047d:",
          "=?utf-8?Q?",
          "?=",
          "${base64d:",
          "${mask:",
          "/8",
          "${address:",
          "<a@b>",
          "\"",
          "(",
          ")",
          "${utf8_domain_to_alabel:",
          "xn--",
          "${imapfolder{",
          "match_domain{",
          "+local_domains",
          "${listnamed:",
          "${time_eval:",
          "${hex2b64:",
          "$1",
          "${0}");

  @Test
  void everyStringHasAnOutcome() throws Exception {
    Random random = new Random(20_261_121);
    ExpansionHouse house = new ExpansionHouse();
    for (int i = 0; i < ROUNDS; i++) {
      String source = made(random);
      Expansion outcome = house.compiler().compile(source).expand(new MemoryMail());
      assertThat(outcome).as(source).isNotNull();
    }
  }

  private static String made(Random random) {
    StringBuilder source = new StringBuilder();
    int pieces = 1 + random.nextInt(14);
    for (int i = 0; i < pieces; i++) {
      source.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return source.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "${",
        "${if ",
        "${if !",
        "${if and{{",
        "${lc:",
        "${if eq{",
        "${map{",
        "${extract{$item}{",
        "${lookup{",
        "\\",
        "$",
        "${sg{",
        "${if forany{a}{",
        "${reduce{a}{",
        "${run{",
        "${expand:",
        "${prvscheck{",
        "${acl{",
        "${if or{{!",
        "}",
        "(",
        "${sort{a}{lt}{",
        "${readsocket{",
        "${extract json{",
        "${if acl{{"
      })
  void aMegabyteOfNestingFailsAndDoesNotOverflow(String opening) throws Exception {
    String source = opening.repeat(1_000_000 / opening.length());
    Expansion outcome = new ExpansionHouse().compiler().compile(source).expand(new MemoryMail());
    assertThat(outcome).isInstanceOfAny(Expansion.Failed.class, Expansion.Value.class);
  }

  @Test
  void aStringThatExpandsItselfEnds() throws Exception {
    MemoryMail mail = new MemoryMail().set("acl_m0", "${expand:$acl_m0}");
    assertThat(new ExpansionHouse().compiler().compile("${expand:$acl_m0}").expand(mail))
        .isInstanceOfSatisfying(
            Expansion.Failed.class,
            failed -> assertThat(failed.message()).contains("nested too deeply"));
  }

  @Test
  void endlessBacktrackingNamesThePattern() throws Exception {
    String source = "${if match{" + "x".repeat(40) + "zy}{\\N^(x+)*\\1y\\N}{yes}{no}}";
    assertThat(new ExpansionHouse().compiler().compile(source).expand(new MemoryMail()))
        .isInstanceOfSatisfying(
            Expansion.Failed.class, failed -> assertThat(failed.message()).contains("^(x+)*\\1y"));
  }
}
