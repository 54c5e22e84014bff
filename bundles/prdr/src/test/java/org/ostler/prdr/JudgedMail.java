// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Recipient;
import org.ostler.api.smtp.ReceivedMail;
import org.ostler.api.smtp.Reply;
import org.ostler.testing.mail.MemoryEnvelope;
import org.ostler.testing.mail.MemoryMail;

/** A message that a list judges by the local parts of its recipients, and what becomes of it. */
final class JudgedMail implements ReceivedMail {
  final MemoryMail mail;
  final List<String> said = new ArrayList<>();
  final List<String> logged = new ArrayList<>();
  final List<String> marks = new ArrayList<>();
  final List<String> dropped = new ArrayList<>();
  boolean list = true;

  JudgedMail(List<String> localParts) {
    String[] addresses = localParts.stream().map(part -> part + "@d.e").toArray(String[]::new);
    mail =
        new MemoryMail()
            .carrying(MemoryEnvelope.of("a@b.c", addresses).withQueueId("1xUaaa-000001-00"));
  }

  @Override
  public MailView mail() {
    return mail;
  }

  @Override
  public boolean hasList(Phase phase) {
    return list && phase == Phase.PRDR;
  }

  @Override
  public ListResult ask(Phase phase, Recipient recipient) {
    return switch (recipient.localPart().replaceAll("\\d", "")) {
      case "no" -> new ListResult(ListResult.Kind.DENIED, "", "");
      case "def" -> new ListResult(ListResult.Kind.DEFERRED, "", "");
      case "disc" -> new ListResult(ListResult.Kind.DISCARDED, "", "");
      case "msg" -> new ListResult(ListResult.Kind.DENIED, "go away", "");
      case "code" -> new ListResult(ListResult.Kind.DENIED, "554 5.7.1 go away", "");
      case "acm" -> new ListResult(ListResult.Kind.ACCEPTED, "fine", "");
      case "alog" -> new ListResult(ListResult.Kind.ACCEPTED, "", "lm");
      default -> new ListResult(ListResult.Kind.ACCEPTED, "", "");
    };
  }

  @Override
  public void say(int code, String text) {
    said.add(text.startsWith("554 ") ? text : code + " " + text);
  }

  @Override
  public void conclude(Reply reply) {
    said.add(reply.wire().strip().replace("1xUaaa-000001-00", "ID"));
  }

  @Override
  public void drop(Recipient recipient) {
    dropped.add(recipient.localPart());
  }

  @Override
  public void log(String text) {
    logged.add(text);
  }

  @Override
  public void mark(String word) {
    marks.add(word);
  }
}
