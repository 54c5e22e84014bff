// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;

/**
 * A service extension that our server speaks (RFC 5321 §2.2). Stateless: what it must remember
 * stands in slots of the mail. Called from many threads; may block. When its bundle is away or a
 * method throws, the client hears 451.
 *
 * <p>A service may have the further ability {@link EndOfData}.
 */
@ConsumerType
public interface Extension {
  /** The EHLO keyword, upper case; also the extension's name in messages. */
  String keyword();

  /**
   * What stands after the keyword in the reply to this EHLO: empty for the bare keyword, null when
   * the client is not offered the extension. Before MAIL; the mail has no envelope yet.
   */
  @Nullable String offer(MailView client) throws InterruptedException;

  /** Parameters of MAIL. Where the extension is known but not offered, they are ignored. */
  default Set<Parameter.Keyword> mailKeywords() {
    return Set.of();
  }

  /** Parameters of RCPT. Without the offer they are errors. */
  default Set<Parameter.Keyword> rcptKeywords() {
    return Set.of();
  }

  /**
   * MAIL had parameters of this extension; before the list for MAIL runs.
   *
   * @param parameters one or more, the last on the line first
   */
  default Answer mail(List<Parameter> parameters, NewTransaction transaction)
      throws InterruptedException {
    return Answer.Taken.QUIETLY;
  }

  /**
   * RCPT had parameters of this extension; before the list for RCPT runs.
   *
   * @param parameters one or more, the last on the line first
   */
  default Answer rcpt(List<Parameter> parameters, NewRecipient recipient)
      throws InterruptedException {
    return Answer.Taken.QUIETLY;
  }

  /** What an extension says to its parameters. */
  sealed interface Answer {
    /**
     * They are in order.
     *
     * @param remark is put behind the text of a positive reply to MAIL, as in {@code , PRDR
     *     Requested}; empty as a rule
     */
    record Taken(String remark) implements Answer {
      /** In order, nothing to say. */
      public static final Taken QUIETLY = new Taken("");
    }

    /**
     * They break the syntax: the client hears 501, which counts as a syntax error, and the text.
     */
    record Malformed(String text) implements Answer {}

    /** The command is refused with this reply, 4xx or 5xx, which counts as no error. */
    record Refused(Reply reply) implements Answer {}
  }
}
