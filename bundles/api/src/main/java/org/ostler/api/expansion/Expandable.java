// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.MailView;

/**
 * A string of the configuration, parsed once, expanded at each use. Safe for many threads;
 * expanding may block.
 */
@ProviderType
public interface Expandable {
  /** The string as written, for messages. */
  String source();

  /** Expands the string for one session or delivery. */
  Expansion expand(MailView mail) throws InterruptedException;
}
