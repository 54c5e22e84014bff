// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.util.Locale;

/** The results of SPF (RFC 7208 §2.6). */
public enum SpfResult {
  NONE,
  NEUTRAL,
  PASS,
  FAIL,
  SOFTFAIL,
  TEMPERROR,
  PERMERROR;

  /** The word of the RFC, which is also the word of the language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
