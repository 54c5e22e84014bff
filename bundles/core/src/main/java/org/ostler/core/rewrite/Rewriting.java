// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import java.util.List;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;

/**
 * Rewrites the message that is being received: its recipients, and, once the server has completed
 * it, its sender and its header section.
 */
public final class Rewriting {
  private Rewriting() {}

  /** Rewrites the recipients of the message in hand: it is completed with the sender as sent. */
  public static void recipients(Rewriter rewriter, Situation situation)
      throws InterruptedException {
    if (!rewriter.rules().isEmpty()) {
      recipients(rewriter, situation.envelope(), situation);
    }
  }

  /**
   * Rewrites the sender of the message in hand, and its header section, with what the server put
   * there.
   *
   * @param qualifySenders whether header fields of senders may lack domains, which they then get
   * @param qualifyRecipients the same for fields of recipients
   */
  public static void apply(
      Rewriter rewriter, Situation situation, boolean qualifySenders, boolean qualifyRecipients)
      throws InterruptedException {
    Message message = situation.envelope();
    if (!rewriter.rules().isEmpty()) {
      sender(rewriter, message, situation);
    }
    message.headerFields(
        new HeaderRewriter(rewriter, qualifySenders, qualifyRecipients)
            .apply(message.headerFields(), situation));
  }

  private static void recipients(Rewriter rewriter, Message message, Situation situation)
      throws InterruptedException {
    List<Recipient> recipients = message.recipients();
    List<String> asSent = recipients.stream().map(Recipient::address).toList();
    for (int i = 0; i < recipients.size(); i++) {
      Recipient recipient = recipients.get(i);
      String address = rewriter.recipient(recipient.address(), situation);
      if (!address.equals(recipient.address())) {
        recipients.set(i, new Recipient(address, recipient.dsn()));
        message.recipientsAsSent = asSent;
      }
    }
  }

  private static void sender(Rewriter rewriter, Message message, Situation situation)
      throws InterruptedException {
    ReversePath sender = message.sender();
    if (sender != null && !message.senderRewritten) {
      rewritten(message, sender, rewriter.sender(sender.address(), situation));
    }
  }

  /** The sender that is verified; that of the message stays rewritten from then on. */
  public static String verifiedSender(Rewriter rewriter, String address, Situation situation)
      throws InterruptedException {
    Message message = situation.envelope();
    ReversePath sender = message.sender();
    boolean own = sender != null && sender.address().equals(address);
    if (own && message.senderRewritten) {
      return address;
    }
    String made = rewriter.sender(address, situation);
    if (sender != null && own && !made.equals(address)) {
      rewritten(message, sender, made);
      message.senderRewritten = true;
    }
    return made;
  }

  private static void rewritten(Message message, ReversePath sent, String made) {
    if (!made.equals(sent.address())) {
      message.senderAsSent = sent;
      message.sender(path(made));
    }
  }

  private static ReversePath path(String address) {
    return address.isEmpty() ? ReversePath.NULL : new ReversePath(address);
  }
}
