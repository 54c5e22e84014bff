// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.mail;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The one address that is being checked, routed or delivered. Affixes are already taken off. */
@ProviderType
public interface Addressee {
  /** The local part, without the affixes that a router took off. */
  String localPart();

  /** The domain. */
  String domain();

  /** The whole address. */
  String address();

  /** The recipient of the envelope that this address descends from; itself when it is one. */
  Recipient recipient();

  /** The router that accepted it; null before that. */
  @Nullable String routerName();

  /** The transport it was given to; null before that. */
  @Nullable String transportName();
}
