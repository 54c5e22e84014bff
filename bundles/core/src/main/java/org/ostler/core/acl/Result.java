// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

/** How a condition, a statement or a list ended. */
enum Result {
  OK,
  FAIL,
  /** Failed, and the connection goes: only a called list says so. */
  DROP,
  /** Accepted, to be thrown away: only a called list says so. */
  DISCARD,
  DEFER,
  /** The list is wrong as written. */
  ERROR;

  static Result of(boolean holds) {
    return holds ? OK : FAIL;
  }

  boolean isRefusal() {
    return this == FAIL || this == DROP;
  }

  /** The result of a condition with an exclamation mark. */
  Result negated() {
    return switch (this) {
      case OK -> FAIL;
      case FAIL, DROP -> OK;
      case DISCARD, DEFER, ERROR -> this;
    };
  }
}
