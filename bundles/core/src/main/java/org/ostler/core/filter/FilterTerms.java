// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.Set;

/**
 * What a filter may do.
 *
 * @param system whether it is the system filter, whose text is the administrator's
 * @param endings the commands that decide about the message
 * @param logs whether it may write to log files
 */
public record FilterTerms(boolean system, Set<Ending> endings, boolean logs) {
  /** The system filter may do everything. */
  public static final FilterTerms SYSTEM = new FilterTerms(true, Set.of(Ending.values()), true);

  /** A user's filter with nothing that has to be granted. */
  public static final FilterTerms USER = new FilterTerms(false, Set.of(), true);

  public FilterTerms {
    endings = Set.copyOf(endings);
  }
}
