// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.api.option.InvalidArgument;

/**
 * A word that may stand in a statement.
 *
 * @param place where, and whether it is a modifier
 * @param expands whether its argument is expanded before the work; lists and {@code acl} expand
 *     themselves
 * @param maker compiles the argument
 */
record Word(Step.Place place, boolean expands, Maker maker) {
  /** Turns an argument as written into what is done with it. */
  @FunctionalInterface
  interface Maker {
    Step.Work make(String argument, Site site) throws InvalidArgument;
  }
}
