// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

/** Why an address is routed; routers may be skipped for some reasons. */
public enum Purpose {
  DELIVERY,
  /** {@code -bt}. */
  TEST,
  VERIFY_SENDER,
  VERIFY_RECIPIENT,
  EXPN;

  /** Whether nothing will be delivered. */
  public boolean isVerification() {
    return this == VERIFY_SENDER || this == VERIFY_RECIPIENT || this == EXPN;
  }
}
