// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Recipient;
import org.ostler.api.smtp.EndOfData;
import org.ostler.api.smtp.ReceivedMail;
import org.ostler.api.smtp.ReceivedMail.ListResult.Kind;
import org.ostler.api.smtp.Reply;
import org.ostler.core.acl.Decision;
import org.ostler.core.contribution.Features;
import org.ostler.core.mail.Address;

/** Lets the extensions that MAIL asked for judge a message whose data has come. */
final class EndOfDataCalls {
  private final SessionContext context;
  private @Nullable Reply conclusion;

  EndOfDataCalls(SessionContext context) {
    this.context = context;
  }

  /** What an extension wants to be said in the end instead of the usual reply; null for nothing. */
  @Nullable Reply conclusion() {
    return conclusion;
  }

  /**
   * Calls them; a reply when they ended the matter: nobody is left to take the message for, or one
   * could not be called.
   */
  @Nullable Reply run() throws IOException, InterruptedException {
    conclusion = null;
    int before = context.message().recipients().size();
    for (String keyword : context.message().extensions) {
      Received mail = new Received();
      Features features = context.services().features();
      String trouble =
          features
              .guard()
              .call(
                  features.contributions().extensions,
                  keyword,
                  lease -> {
                    if (lease.contribution() instanceof EndOfData judge) {
                      judge.endOfData(mail);
                    }
                    return "";
                  },
                  sentence -> sentence);
      mail.checkWire();
      if (!trouble.isEmpty()) {
        context.log().main(context.message().queueId(), trouble);
        return Reply.of(451, "Temporary local problem - please try later");
      }
    }
    return before > 0 && context.message().recipients().isEmpty() ? conclusion : null;
  }

  /** The message in the hands of one extension. */
  private final class Received implements ReceivedMail {
    private @Nullable IOException broken;

    private void checkWire() throws IOException {
      if (broken != null) {
        throw broken;
      }
    }

    @Override
    public MailView mail() {
      return context.situation();
    }

    @Override
    public boolean hasList(Phase phase) {
      return context.policy().acls().isSet(phase);
    }

    @Override
    public ListResult ask(Phase phase, Recipient recipient) throws InterruptedException {
      context.situation().addressee(Address.of(recipient));
      try {
        return switch (context.policy().acls().run(phase, context.situation())) {
          case Decision.Accept it ->
              new ListResult(Kind.ACCEPTED, it.userMessage(), it.logMessage());
          case Decision.Discard it ->
              new ListResult(Kind.DISCARDED, it.userMessage(), it.logMessage());
          case Decision.Deny it -> new ListResult(Kind.DENIED, it.userMessage(), it.logMessage());
          case Decision.Defer it ->
              new ListResult(Kind.DEFERRED, it.userMessage(), it.logMessage());
          case Decision.Broken it -> new ListResult(Kind.DEFERRED, "", it.logMessage());
        };
      } finally {
        context.situation().addressee(null);
      }
    }

    @Override
    public void say(int code, String text) {
      try {
        context.wire().write(CustomReply.of(code, text, false).reply());
        // The next judgement may take its time; the peer's patience begins anew with each reply.
        context.wire().flush();
      } catch (IOException lost) {
        broken = lost;
      }
    }

    @Override
    public void conclude(Reply reply) {
      conclusion = reply;
    }

    @Override
    public void drop(Recipient recipient) {
      context.message().recipients().remove(recipient);
    }

    @Override
    public void log(String text) {
      context.log().main(context.message().queueId(), text);
    }

    @Override
    public void mark(String word) {
      context.message().marks.add(word);
    }
  }
}
