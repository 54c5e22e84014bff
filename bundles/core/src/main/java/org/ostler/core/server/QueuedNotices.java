// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.filter.sieve.SieveNotice;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;
import org.ostler.core.report.Notice;
import org.ostler.core.report.Reports;
import org.ostler.core.route.Notices;
import org.ostler.core.transport.MailSubmitter;

/** Queues the letters of routers. One that cannot be queued is not worth a deferral. */
record QueuedNotices(MailSubmitter submitter, Log log) implements Notices {
  @Override
  public void send(String to, String subject, String text, Situation about)
      throws InterruptedException {
    Notice notice = new Notice(to, subject, text);
    submit(
        ReversePath.NULL,
        notice.recipients(about),
        notice.fields(about.envelope(), Reports.from(about), about),
        text,
        about,
        "a report of errors");
  }

  @Override
  public void send(SieveNotice notice, Situation about) throws InterruptedException {
    if (!notice.recipients().isEmpty()) {
      submit(
          notice.sender(),
          notice.recipients(),
          notice.fields(),
          notice.body(),
          about,
          "a notification");
    }
  }

  private void submit(
      ReversePath sender,
      List<Recipient> recipients,
      List<HeaderField> fields,
      String text,
      Situation about,
      String what)
      throws InterruptedException {
    QueueId id = about.envelope().queueId();
    if (id == null) {
      return;
    }
    try {
      submitter.submit(
          id,
          sender,
          recipients,
          fields,
          out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IOException failed) {
      log.panic(id, what + " cannot be queued: " + failed.getMessage());
    }
  }
}
