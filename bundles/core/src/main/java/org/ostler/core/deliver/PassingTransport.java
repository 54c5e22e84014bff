// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import org.ostler.api.mail.ReversePath;
import org.ostler.api.smtp.Reply;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/**
 * A transport that can pass mail on while its sender waits ({@code control = cutthrough_delivery}).
 * Called from many threads; may block.
 */
public interface PassingTransport {
  /** Begins a transaction at the first host of the address that answers. */
  Opening open(Address address, ReversePath returnPath, Situation view) throws InterruptedException;

  /** How that went. */
  sealed interface Opening {
    /** The host took MAIL. */
    record Open(Passage passage) implements Opening {}

    /** The host refused MAIL, for now or for good. */
    record Refused(Reply reply) implements Opening {}

    /** No host can be used in this way now. */
    record Closed(String why) implements Opening {}
  }
}
