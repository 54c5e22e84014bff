// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;

/** Knows how proofs by OCSP are judged (RFC 6960). Called from many threads. */
@ConsumerType
public interface StapleVerifier {
  /**
   * The servers that are asked for a proof. When it is not set, a server whose certificate DANE
   * binds otherwise than by usage 2 alone is not asked. A feature brings the option into the
   * language.
   */
  Option<MatchList> HOSTS_REQUEST = Option.hosts("hosts_request_ocsp", "*");

  /**
   * The servers that are asked for one and believed only with a good one. A feature brings the
   * option into the language.
   */
  Option<MatchList> HOSTS_REQUIRE = Option.hosts("hosts_require_ocsp", null);

  /** The check for one connection of our client. */
  StapleCheck check(MailView delivery) throws InterruptedException;
}
