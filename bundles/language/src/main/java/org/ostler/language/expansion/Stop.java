// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.ostler.api.expansion.Expansion;

/**
 * Ends an expansion from any depth; it never leaves {@link Expression#expand}. An exception because
 * one failure ends every level of a nested string alike, and without a stack trace it costs no more
 * than a value.
 */
final class Stop extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Expansion outcome;

  private Stop(String message, Expansion outcome) {
    super(message, null, false, false);
    this.outcome = outcome;
  }

  static Stop failed(String message) {
    return new Stop(message, new Expansion.Failed(message));
  }

  static Stop forced(String message) {
    return new Stop(message, new Expansion.ForcedFailure(message));
  }

  static Stop deferred(String message) {
    return new Stop(message, new Expansion.Deferred(message));
  }

  Expansion outcome() {
    return outcome;
  }

  boolean isForced() {
    return outcome instanceof Expansion.ForcedFailure;
  }

  String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** The same kind of failure in other words. */
  Stop reworded(String message) {
    return switch (outcome) {
      case Expansion.ForcedFailure _ -> forced(message);
      case Expansion.Deferred _ -> deferred(message);
      case Expansion.Failed _, Expansion.Value _ -> failed(message);
    };
  }

  /** The same failure, told to be inside something. */
  Stop inside(String where) {
    return reworded(message() + " inside " + where);
  }
}
