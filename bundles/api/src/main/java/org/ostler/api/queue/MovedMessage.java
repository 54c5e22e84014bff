// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.queue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;

/**
 * A message of another mail server, but for its body.
 *
 * @param id its name: the one that it had there, where that is free
 * @param received when it was received there
 * @param sender its reverse-path
 * @param recipients to whom it is still to be delivered, at least one
 * @param replacements what is known of those recipients that a redirection put in the place of
 *     others
 * @param done further addresses to which nothing is delivered any more: those that aliases made of
 *     a recipient, in their canonical form, {@code FILE:PARENT} and {@code |COMMAND:PARENT}
 * @param headerFields its header section, the topmost field first
 * @param facts what is known of its reception, under the names that variables of the language have:
 *     {@code sender_host_address}, {@code sender_host_port}, {@code sender_host_name}, {@code
 *     sender_helo_name}, {@code sender_ident}, {@code interface_address}, {@code interface_port},
 *     {@code received_protocol}, {@code sender_host_authenticated}, {@code authenticated_id},
 *     {@code authenticated_sender}, {@code tls_in_cipher}, {@code message_smtputf8}, {@code
 *     dsn_envid}, {@code dsn_ret}, ACL variables, and {@code utf8_downconvert} with what the
 *     control of that name would say; others are passed over
 * @param frozen whether it waits for an administrator
 */
public record MovedMessage(
    QueueId id,
    Instant received,
    ReversePath sender,
    List<Recipient> recipients,
    List<Replacement> replacements,
    Set<String> done,
    List<HeaderField> headerFields,
    Map<String, Text> facts,
    boolean frozen) {
  public MovedMessage {
    recipients = List.copyOf(recipients);
    replacements = List.copyOf(replacements);
    done = Set.copyOf(done);
    headerFields = List.copyOf(headerFields);
    facts = Map.copyOf(facts);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("a message without recipients");
    }
  }

  /**
   * A recipient that a redirection which is made once put in the place of another.
   *
   * @param address the recipient
   * @param original the one in whose place it is, which is done; empty when that is not known
   * @param errorsTo where reports about it go; empty for the sender
   */
  public record Replacement(String address, String original, String errorsTo) {}
}
