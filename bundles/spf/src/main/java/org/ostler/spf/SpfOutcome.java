// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import org.jspecify.annotations.Nullable;

/**
 * How a check ended.
 *
 * @param result the result
 * @param reason what made it so
 * @param explanation for fail, the text that the domain publishes with {@code exp=}; null when
 *     there is none
 * @param problem for temperror and permerror, what is wrong; empty otherwise
 */
public record SpfOutcome(
    SpfResult result, Reason reason, @Nullable String explanation, String problem) {
  /** What made a result. */
  public enum Reason {
    /** A mechanism matched. */
    MECHANISM,
    /** No mechanism matched and there was no redirect (RFC 7208 §4.7). */
    DEFAULT,
    /** The client is this host. */
    LOCALHOST,
    /** A record is malformed. */
    SYNTAX,
    /** There was nothing to evaluate, or it could not be done. */
    NONE
  }

  static SpfOutcome of(SpfResult result, Reason reason) {
    return new SpfOutcome(result, reason, null, "");
  }

  SpfOutcome explained(@Nullable String text) {
    return new SpfOutcome(result, reason, text, problem);
  }
}
