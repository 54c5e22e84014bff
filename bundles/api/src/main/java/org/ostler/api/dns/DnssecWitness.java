// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.dns;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A view of a mail that remembers whether the last look-up of the DNS was authenticated, for {@code
 * $lookup_dnssec_authenticated}. Views of core are; a feature asks with {@code instanceof}.
 */
@ProviderType
public interface DnssecWitness {
  /** Tells whether the answers were DNSSEC-validated. */
  void lookupAuthenticated(boolean authenticated);

  /** Tells that a look-up was made whose security nobody asked for. */
  void lookupUnasked();
}
