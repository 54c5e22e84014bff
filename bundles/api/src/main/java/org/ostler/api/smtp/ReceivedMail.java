// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Recipient;

/** A message whose data has come and that nobody has taken responsibility for yet. */
@ProviderType
public interface ReceivedMail {
  /** The mail, header fields and all. */
  MailView mail();

  /** Whether the configuration has a list for the phase. */
  boolean hasList(Phase phase);

  /** Runs the list of a phase about one recipient, which is the address in hand meanwhile. */
  ListResult ask(Phase phase, Recipient recipient) throws InterruptedException;

  /**
   * Says something before the final reply, in words of the configuration: a code of the same class
   * at the start of the text, with an enhanced status, stands for itself.
   *
   * @param code 200 to 599
   * @param text may have several lines, parted by LF
   */
  void say(int code, String text);

  /**
   * What the client hears in the end when the message is accepted, or when no recipient is left,
   * instead of the usual {@code 250 OK id=...}.
   */
  void conclude(Reply reply);

  /** Takes the recipient off the envelope. */
  void drop(Recipient recipient);

  /** Writes a line about the message to the main log. */
  void log(String text);

  /** Puts a word such as {@code PRDR} into the line that tells the message's arrival. */
  void mark(String word);

  /**
   * How a list ended.
   *
   * @param userMessage the text for the client, or empty
   * @param logMessage the text for the log, or empty
   */
  record ListResult(Kind kind, String userMessage, String logMessage) {
    /** What the list decided. */
    public enum Kind {
      ACCEPTED,
      /** Accepted, and to be thrown away. */
      DISCARDED,
      /** Refused for now, or the list could not be run. */
      DEFERRED,
      DENIED
    }
  }
}
