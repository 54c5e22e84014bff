// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.Letter;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.EncodedWords;

/** Writes the answer of {@code vacation} (RFC 5230). */
final class VacationLetter {
  private static final int DAY = 86400;
  private static final String PLAIN =
      """
      MIME-Version: 1.0
      Content-Type: text/plain;
      \tcharset="utf-8"
      Content-Transfer-Encoding: quoted-printable""";
  private static final String BETWEEN = "\r\n\r\n";

  private final Situation situation;

  VacationLetter(Situation situation) {
    this.situation = situation;
  }

  /** The answer; {@code directory} has the files that remember who was answered. */
  Letter write(SieveDeed.Answered answered, String directory) throws InterruptedException {
    ReversePath sender = situation.envelope().sender();
    String from = answered.from();
    String headers = PLAIN;
    String text;
    if (answered.mime()) {
      int end = answered.reason().indexOf(BETWEEN);
      headers = lines(end < 0 ? answered.reason() : answered.reason().substring(0, end));
      text = end < 0 ? "" : lines(answered.reason().substring(end + BETWEEN.length()));
    } else {
      text = QuotedPrintable.encode(answered.reason());
    }
    return new Letter(
        sender == null ? "" : sender.address(),
        null,
        null,
        from == null ? value("local_part") + "@" + value("domain") : MailtoUri.line(from),
        null,
        EncodedWords.encode(subject(answered.subject()), "utf-8"),
        headers,
        text,
        null,
        false,
        null,
        directory + "/" + answered.memory(),
        answered.days() * DAY,
        false);
  }

  private String subject(@Nullable String said) {
    if (said != null) {
      return said;
    }
    String theirs = new SieveHeader(situation).value("Subject");
    return theirs == null ? "Automated reply" : "Auto: " + theirs;
  }

  private String value(String variable) throws InterruptedException {
    Text value = situation.variable(variable);
    return value == null ? "" : value.value();
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
