// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.DsnRequest.Notify;
import org.ostler.api.smtp.Extension;
import org.ostler.api.smtp.Extension.Answer;
import org.ostler.api.smtp.Parameter;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.smtp.ExtensionContract;
import org.ostler.testing.smtp.MemoryRecipient;
import org.ostler.testing.smtp.MemoryTransaction;

/** The replies are those of Exim 4.96; {@code -} stands for none. */
class DsnExtensionTest implements ExtensionContract {
  private final DsnExtension dsn = new DsnExtension();

  @Override
  public Extension extension() {
    return dsn;
  }

  @Override
  public MemoryMail welcome() {
    return new MemoryMail()
        .under(MemorySettings.NONE.withText(DsnMainOptions.ADVERTISE_HOSTS, "*"));
  }

  @Override
  public MemoryMail unwelcome() {
    return new MemoryMail();
  }

  /** As a session hands them on: the last on the line first. */
  private static List<Parameter> parameters(String line) {
    List<Parameter> all = new ArrayList<>();
    for (String word : line.split(" ")) {
      String[] parts = word.split("=", 2);
      all.addFirst(new Parameter(parts[0], parts.length < 2 ? "" : parts[1]));
    }
    return all;
  }

  private static String text(Answer answer) {
    return answer instanceof Answer.Malformed malformed ? malformed.text() : "-";
  }

  @ParameterizedTest
  @CsvSource({
    "RET=HDRS, -, HDRS, ''",
    "RET=full, -, FULL, ''",
    "RET, Value for RET is invalid, '', ''",
    "RET=FULLX, Value for RET is invalid, '', ''",
    "RET=HDRS RET=FULL, RET can be specified once only, '', ''",
    "ENVID=QQ+2b3, -, '', QQ+2b3",
    "ENVID, -, '', ''",
    "ENVID=x ENVID=y, ENVID can be specified once only, '', ''",
    "RET=XX ENVID=y ENVID=z, ENVID can be specified once only, '', ''",
    "ENVID=y RET=HDRS, -, HDRS, y"
  })
  void readsMail(String line, String reply, String ret, String id) {
    MemoryTransaction transaction = new MemoryTransaction(welcome());
    assertThat(text(dsn.mail(parameters(line), transaction))).isEqualTo(reply);
    assertThat(transaction.dsnReturn()).isEqualTo(ret);
    assertThat(transaction.dsnEnvelopeId()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "NOTIFY=never, -, NEVER, ''",
    "'NOTIFY=SUCCESS,failure,Delay', -, 'SUCCESS,FAILURE,DELAY', ''",
    "'NOTIFY=SUCCESS,SUCCESS', -, SUCCESS, ''",
    "'NOTIFY=SUCCESS,', -, SUCCESS, ''",
    "'NOTIFY=,SUCCESS', Invalid value for NOTIFY parameter, '', ''",
    "'NOTIFY=SUCCESS,NEVER', Invalid value for NOTIFY parameter, '', ''",
    "'NOTIFY=NEVER,SUCCESS', Invalid value for NOTIFY parameter, '', ''",
    "'NOTIFY=NEVER,NEVER', Invalid value for NOTIFY parameter, '', ''",
    "NOTIFY, Invalid value for NOTIFY parameter, '', ''",
    "NOTIFY=FOO, Invalid value for NOTIFY parameter, '', ''",
    "NOTIFY=DELAY NOTIFY=NEVER, NOTIFY can be specified once only, '', ''",
    "ORCPT=rfc822;a+2Bb@c.d, -, '', rfc822;a+2Bb@c.d",
    "ORCPT=foo, -, '', foo",
    "ORCPT, -, '', ''",
    "ORCPT=rfc822;a ORCPT=x, ORCPT can be specified once only, '', ''",
    "NOTIFY=BAD ORCPT=a ORCPT=b, ORCPT can be specified once only, '', ''",
    "ORCPT=a ORCPT=b NOTIFY=BAD, Invalid value for NOTIFY parameter, '', ''",
    "ORCPT=rfc822;a@b.c NOTIFY=DELAY, -, DELAY, rfc822;a@b.c"
  })
  void readsRcpt(String line, String reply, String words, String original) {
    MemoryRecipient recipient = new MemoryRecipient(welcome(), "x@y.z");
    assertThat(text(dsn.rcpt(parameters(line), recipient))).isEqualTo(reply);
    Set<Notify> expected = EnumSet.noneOf(Notify.class);
    for (String word : words.isEmpty() ? new String[0] : words.split(",")) {
      expected.add(Notify.valueOf(word));
    }
    assertThat(recipient.dsn()).isEqualTo(new DsnRequest(expected, original));
  }

  @Test
  void isOfferedToThoseHostsAlone() throws Exception {
    assertThat(dsn.offer(welcome())).isEmpty();
    assertThat(dsn.offer(unwelcome())).isNull();
  }
}
