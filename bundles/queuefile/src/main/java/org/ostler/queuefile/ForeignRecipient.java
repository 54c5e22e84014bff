// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import org.ostler.api.mail.Recipient;

/**
 * A recipient in a {@code -H} file.
 *
 * @param recipient its address, and what DSN asks for it
 * @param errorsTo where reports about it go; empty for the sender
 * @param parent the place among the recipients, from 0, of the one that a redirection with {@code
 *     one_time} made it of; negative when none did
 */
record ForeignRecipient(Recipient recipient, String errorsTo, int parent) {
  ForeignRecipient(Recipient recipient) {
    this(recipient, "", -1);
  }
}
