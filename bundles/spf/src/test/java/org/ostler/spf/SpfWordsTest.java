// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.acl.Condition.Verdict;
import org.ostler.api.acl.Phase;
import org.ostler.api.text.Text;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.mail.MemoryEnvelope;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;
import org.ostler.testing.mail.MemorySettings;

/** The words of the language that SPF brings. */
class SpfWordsTest {
  private final TextZone zone =
      TextZone.of(
          """
          pass.test    TXT  "v=spf1 +all"
          fail.test    TXT  "v=spf1 -all exp=why.test"
          why.test     TXT  "%{i} may not send for %{d}, says %{r}"
          inject.test  TXT  "v=spf1 -all exp=%{l}.test"
          bad.test     TXT  "v=spf1 nonsense"
          loop.test    TXT  "v=spf1 redirect=loop.test"
          down.test    SERVFAIL
          quiet.test   A    192.0.2.1
          helo.test    TXT  "v=spf1 -all"
          """);
  private final MemoryMail mail =
      new MemoryMail().from(MemoryPeer.at("192.0.2.1", "helo.test")).knowing(new SpfVariables());

  private Verdict ask(String list, String sender) throws InterruptedException {
    mail.carrying(MemoryEnvelope.of(sender));
    return new SpfCondition(zone).test(Text.of(list), mail);
  }

  @ParameterizedTest
  @CsvSource({
    "pass, u@pass.test, true",
    "fail, u@pass.test, false",
    "!pass, u@pass.test, false",
    "!fail, u@pass.test, true",
    "fail : softfail : pass, u@pass.test, true",
    "<; fail ; pass, u@pass.test, true",
    "! fail, u@pass.test, true",
    "none, u@quiet.test, true",
    "permerror, u@bad.test, true",
    "invalid, u@bad.test, true",
    "err_perm, u@bad.test, true",
    "permerror, u@loop.test, true",
    "invalid, u@loop.test, false",
    "temperror, u@down.test, true",
    "err_temp, u@down.test, true",
    "!err_temp, u@down.test, false",
    "fail, '', true",
    "'', u@pass.test, false",
  })
  void matchesResultsInAList(String list, String sender, boolean met) throws InterruptedException {
    assertThat(ask(list, sender)).isInstanceOf(met ? Verdict.Met.class : Verdict.NotMet.class);
  }

  @Test
  void namesAWordThatIsNoResult() throws InterruptedException {
    assertThat(ask("fail : passs", "u@pass.test"))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.logMessage()).contains("\"passs\"").contains("softfail"));
  }

  @Test
  void checksAMessageOnce() throws InterruptedException {
    ask("pass", "u@pass.test");
    new SpfCondition(zone).test(Text.of("fail"), mail);
    new SpfGuessCondition(zone).test(Text.of("fail"), mail);
    assertThat(zone.questions()).hasSize(1);
    ask("pass", "u@pass.test");
    assertThat(zone.questions()).hasSize(2);
  }

  @Test
  void checksAgainWhenTheIdentityBecomesAnother() throws InterruptedException {
    SpfCondition condition = new SpfCondition(zone);
    mail.carrying(MemoryEnvelope.EMPTY);
    assertThat(condition.test(Text.of("fail"), mail.in(Phase.HELO)))
        .isInstanceOf(Verdict.Met.class);
    assertThat(mail.variable("spf_used_domain")).hasToString("helo.test");
    assertThat(ask("pass", "u@pass.test")).isInstanceOf(Verdict.Met.class);
    assertThat(mail.variable("spf_used_domain")).hasToString("pass.test");
  }

  @Test
  void explainsWithTheDomainsOwnWords() throws InterruptedException {
    ask("fail", "u@fail.test");
    assertThat(mail.variable("spf_smtp_comment"))
        .hasToString(
            "192.0.2.1 may not send for fail.test, says mail.example.net : Reason: mechanism");
  }

  @Test
  void explainsWithTheConfiguredTemplate() throws InterruptedException {
    mail.under(
        MemorySettings.NONE.withText(
            SpfOptions.SMTP_COMMENT_TEMPLATE,
            "$primary_hostname:%_see_http://x.test/?ip=%{C}&d=%{D}"));
    ask("fail", "u@inject.test");
    assertThat(mail.variable("spf_smtp_comment"))
        .hasToString(
            "mail.example.net: see_http://x.test/?ip=192.0.2.1&d=inject.test : Reason: mechanism");
  }

  @Test
  void saysNothingWrongWhenTheTemplateIsWrong() throws InterruptedException {
    for (String template : new String[] {"FAIL", "100% wrong"}) {
      mail.under(MemorySettings.NONE.withText(SpfOptions.SMTP_COMMENT_TEMPLATE, template));
      ask("fail", "u@inject.test");
      assertThat(mail.variable("spf_smtp_comment")).hasToString(" : Reason: mechanism");
    }
  }

  @Test
  void guessesByTheConfiguredRecordOnlyWhereThereIsNone() throws InterruptedException {
    mail.under(MemorySettings.NONE.with(SpfOptions.GUESS, "v=spf1 a/32 -all"));
    SpfGuessCondition guess = new SpfGuessCondition(zone);
    mail.carrying(MemoryEnvelope.of("u@quiet.test"));
    assertThat(guess.test(Text.of("pass"), mail)).isInstanceOf(Verdict.Met.class);
    assertThat(mail.variable("spf_result_guessed")).hasToString("yes");
    assertThat(new SpfCondition(zone).test(Text.of("none"), mail)).isInstanceOf(Verdict.Met.class);
    assertThat(mail.variable("spf_result_guessed")).hasToString("no");
    assertThat(mail.variable("spf_guess")).hasToString("v=spf1 a/32 -all");
    mail.carrying(MemoryEnvelope.of("u@fail.test"));
    assertThat(guess.test(Text.of("fail"), mail)).isInstanceOf(Verdict.Met.class);
  }

  @Test
  void textsOfOthersAreTaintedAndStartNoLine() throws InterruptedException {
    ask("fail", "\"a\r\nX: y\"@fail.test");
    for (String name :
        new String[] {
          "spf_header_comment", "spf_received", "spf_smtp_comment", "spf_used_domain"
        }) {
      Text value = mail.variable(name);
      assertThat(value).isNotNull().matches(Text::isTainted);
      assertThat(String.valueOf(value)).doesNotContain("\n", "\r");
    }
    assertThat(mail.variable("spf_result")).isNotNull().matches(text -> !text.isTainted());
  }

  @Test
  void variablesAreEmptyBeforeACheck() throws InterruptedException {
    assertThat(mail.variable("spf_result")).isNull();
    assertThat(mail.variable("spf_result_guessed")).hasToString("no");
  }

  @Test
  void mayNotStandBeforeThePeerSaysWhoItIs() {
    assertThat(new SpfCondition(zone).phases())
        .contains(Phase.HELO, Phase.MAIL, Phase.RCPT, Phase.PREDATA, Phase.DATA, Phase.PRDR)
        .doesNotContain(
            Phase.CONNECT,
            Phase.AUTH,
            Phase.ETRN,
            Phase.EXPN,
            Phase.STARTTLS,
            Phase.VRFY,
            Phase.NOT_SMTP)
        .isEqualTo(new SpfGuessCondition(zone).phases());
  }

  @Test
  void declaresTheWordsThatItBrings() {
    assertThat(
            DeclaredWords.of(
                SpfCondition.class,
                SpfGuessCondition.class,
                SpfVariables.class,
                SpfLookup.class,
                SpfOptions.class))
        .containsOnlyKeys("acl.condition", "variable", "lookup", "option.main")
        .satisfies(
            words ->
                assertThat(words.get("variable"))
                    .isEqualTo(new TreeSet<>(new SpfVariables().names())))
        .satisfies(
            words ->
                assertThat(words.get("acl.condition"))
                    .containsExactlyInAnyOrder(
                        new SpfCondition(zone).name(), new SpfGuessCondition(zone).name()))
        .satisfies(
            words -> assertThat(words.get("lookup")).containsExactly(new SpfLookup(zone).name()))
        .satisfies(
            words ->
                assertThat(words.get("option.main"))
                    .containsExactlyInAnyOrder(
                        new SpfOptions()
                            .options().stream().map(o -> o.name()).toArray(String[]::new)));
  }

  // Read off exim4 -bh.
  @ParameterizedTest
  @CsvSource({
    "u@fail.test, spf=fail smtp.mailfrom=fail.test",
    "'', spf=fail smtp.helo=helo.test",
    "u@none.test, spf=none smtp.mailfrom=none.test",
  })
  void tellsTheResultForAHeaderField(String sender, String expected) throws Exception {
    ask("pass", sender);
    assertThat(String.valueOf(new SpfMethod().result(mail))).isEqualTo(expected);
  }

  @Test
  void tellsThatAResultWasGuessed() throws Exception {
    mail.carrying(MemoryEnvelope.of("u@none.test"));
    new SpfGuessCondition(zone).test(Text.of("pass"), mail);
    assertThat(String.valueOf(new SpfMethod().result(mail)))
        .isEqualTo("spf=neutral (best guess record for domain) smtp.mailfrom=none.test");
  }
}
