// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** Options of local transports about deliveries for several addresses at once. */
final class BatchOptions {
  static final Option<Expandable> BATCH_ID = Option.expanded("batch_id", null);
  static final Option<Integer> BATCH_MAX = Option.integer("batch_max", 1);

  private BatchOptions() {}
}
