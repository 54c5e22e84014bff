// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;

/** Knows how proofs by OCSP are judged (RFC 6960). Called from many threads. */
@ConsumerType
public interface StapleVerifier {
  /** The check for one connection of our client. */
  StapleCheck check(MailView delivery) throws InterruptedException;
}
