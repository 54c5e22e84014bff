// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

/** What is asked of a peer's certificate. */
public enum Demand {
  /** Nothing; a client is not asked for one. */
  NOTHING,
  /** It is looked at, and the session goes on whatever is found. */
  TRY,
  /** Without a good one there is no session. */
  REQUIRE
}
