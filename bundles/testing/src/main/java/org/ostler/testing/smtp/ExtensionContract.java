// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ostler.api.smtp.Extension;
import org.ostler.api.smtp.Extension.Answer;
import org.ostler.api.smtp.Parameter;
import org.ostler.testing.mail.MemoryMail;

/** What every service extension of the server does. An implementation supplies it. */
public interface ExtensionContract {
  /** The extension. */
  Extension extension() throws Exception;

  /** A client to which it is offered. */
  MemoryMail welcome() throws Exception;

  /** A client to which it is not. */
  MemoryMail unwelcome() throws Exception;

  @Test
  default void keywordIsOneOfEhlo() throws Exception {
    // RFC 5321 §4.1.1.1
    assertThat(extension().keyword()).matches("[A-Z0-9][A-Z0-9-]*");
  }

  @Test
  default void offersOneLineToTheWelcomeAlone() throws Exception {
    assertThat(extension().offer(welcome())).isNotNull().matches("[!-~]*( [!-~]+)*");
    assertThat(extension().offer(unwelcome())).isNull();
  }

  @Test
  default void parametersStayTheSameAndAreWordsOfEsmtp() throws Exception {
    assertThat(extension().mailKeywords()).isEqualTo(extension().mailKeywords());
    assertThat(extension().rcptKeywords()).isEqualTo(extension().rcptKeywords());
    // RFC 5321 §4.1.2: esmtp-keyword
    assertThat(extension().mailKeywords())
        .allMatch(keyword -> keyword.word().matches("[A-Z0-9][A-Z0-9-]*"));
    assertThat(extension().rcptKeywords())
        .allMatch(keyword -> keyword.word().matches("[A-Z0-9][A-Z0-9-]*"));
  }

  @Test
  default void answersAnyValueOfMail() throws Exception {
    for (Parameter parameter : hostile(extension().mailKeywords())) {
      MemoryTransaction transaction = new MemoryTransaction(welcome());
      assertThatCode(() -> sound(extension().mail(List.of(parameter, parameter), transaction)))
          .as("%s", parameter)
          .doesNotThrowAnyException();
    }
  }

  @Test
  default void answersAnyValueOfRcpt() throws Exception {
    for (Parameter parameter : hostile(extension().rcptKeywords())) {
      MemoryRecipient recipient = new MemoryRecipient(welcome(), "someone@example.net");
      assertThatCode(() -> sound(extension().rcpt(List.of(parameter, parameter), recipient)))
          .as("%s", parameter)
          .doesNotThrowAnyException();
    }
  }

  private static void sound(Answer answer) {
    switch (answer) {
      case Answer.Taken it -> assertThat(it.remark()).doesNotContain("\r", "\n");
      case Answer.Malformed it -> assertThat(it.text()).isNotBlank();
      case Answer.Refused it -> assertThat(it.reply().code()).isBetween(400, 599);
    }
  }

  private static List<Parameter> hostile(Set<Parameter.Keyword> keywords) {
    List<String> values =
        List.of("", "=", ";", ",", "+", "+zz", "rfc822;", "\u0000\u00ff", "%s", "x".repeat(5000));
    return keywords.stream()
        .flatMap(keyword -> values.stream().map(value -> new Parameter(keyword.word(), value)))
        .toList();
  }
}
