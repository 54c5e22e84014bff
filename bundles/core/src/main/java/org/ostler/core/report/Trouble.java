// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;

/**
 * One recipient that a report speaks of.
 *
 * @param recipient the recipient of the envelope
 * @param failed the address that failed, which the recipient may have been redirected to; null
 *     where the sender may not know it
 * @param shown the address as the text shows it: the recipient, or "(generated from ...)" forms
 * @param reason why it failed or waits, possibly several lines
 * @param host the name of the host that said so, or null
 * @param hostAddress its IP address, or null
 * @param reply its reply, or null
 * @param originalRecipient ORCPT as received (RFC 3461 §4.2), or empty
 * @param output what a command printed, or empty
 * @param added fields that features add to the delivery-status part, whole lines
 */
public record Trouble(
    String recipient,
    @Nullable String failed,
    String shown,
    String reason,
    @Nullable String host,
    @Nullable String hostAddress,
    @Nullable Reply reply,
    String originalRecipient,
    String output,
    String added) {
  /**
   * The lines of a text that say who, and with {@code reason} why unless that would tell too much.
   */
  String paragraph(String reason) {
    return "  " + shown + "\n" + (failed == null ? "" : reason);
  }
}
