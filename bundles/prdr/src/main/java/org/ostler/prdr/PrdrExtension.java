// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.Slot;
import org.ostler.api.smtp.EndOfData;
import org.ostler.api.smtp.Extension;
import org.ostler.api.smtp.NewTransaction;
import org.ostler.api.smtp.Parameter;
import org.ostler.api.smtp.ReceivedMail;
import org.ostler.api.smtp.ReceivedMail.ListResult;

/**
 * PRDR for our server: offered by {@code prdr_enable}, asked for by the parameter PRDR of MAIL. At
 * the end of data the list {@code acl_smtp_data_prdr} judges the message for each recipient. The
 * words are Exim's.
 */
@Component(service = Extension.class)
public final class PrdrExtension implements Extension, EndOfData {
  static final String KEYWORD = "PRDR";

  /**
   * What the transaction in hand asked for. An update of this bundle must not forget it: the client
   * waits for replies for each recipient.
   */
  private static final Slot<Map<String, String>> REQUEST =
      Slot.lasting("prdr.request", Slot.Scope.MESSAGE);

  private static final Set<Parameter.Keyword> PARAMETERS =
      Set.of(new Parameter.Keyword(KEYWORD, false));

  /** Whether the client asked for replies for each recipient, and gets them. */
  static boolean isRequested(MailView mail) {
    return mail.value(REQUEST).containsKey(KEYWORD);
  }

  @Override
  public String keyword() {
    return KEYWORD;
  }

  @Override
  public @Nullable String offer(MailView client) {
    return client.settings().value(PrdrOptions.ENABLE) ? "" : null;
  }

  @Override
  public Set<Parameter.Keyword> mailKeywords() {
    return PARAMETERS;
  }

  @Override
  public Answer mail(List<Parameter> parameters, NewTransaction transaction) {
    transaction.mail().value(REQUEST).put(KEYWORD, "yes");
    return new Answer.Taken(", PRDR Requested");
  }

  @Override
  public void endOfData(ReceivedMail mail) throws InterruptedException {
    List<Recipient> recipients = List.copyOf(mail.mail().envelope().recipients());
    if (recipients.size() < 2 || !mail.hasList(Phase.PRDR)) {
      mail.mail().value(REQUEST).remove(KEYWORD);
      return;
    }
    mail.mark(KEYWORD);
    mail.say(353, "PRDR content analysis beginning");
    Tally tally = new Tally();
    for (Recipient recipient : recipients) {
      ListResult result = mail.ask(Phase.PRDR, recipient);
      tally.count(result.kind());
      tell(recipient, result, mail);
      if (result.kind() != ListResult.Kind.ACCEPTED) {
        mail.drop(recipient);
      }
    }
    mail.conclude(tally.reply(String.valueOf(mail.mail().envelope().queueId())));
  }

  private static void tell(Recipient recipient, ListResult result, ReceivedMail mail) {
    String usual = "PRDR R=<" + recipient.address() + "> " + word(result.kind());
    String user = result.userMessage();
    mail.say(code(result.kind()), user.isEmpty() ? usual : user);
    String said = result.logMessage().isEmpty() ? user : result.logMessage();
    mail.log(said.isEmpty() ? usual : "PRDR " + recipient.address() + " " + said);
  }

  private static int code(ListResult.Kind kind) {
    return switch (kind) {
      case ACCEPTED, DISCARDED -> 250;
      case DEFERRED -> 450;
      case DENIED -> 550;
    };
  }

  private static String word(ListResult.Kind kind) {
    return switch (kind) {
      case ACCEPTED, DISCARDED -> "acceptance";
      case DEFERRED -> "temporary refusal";
      case DENIED -> "refusal";
    };
  }
}
