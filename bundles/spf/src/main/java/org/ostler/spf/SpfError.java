// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

/** A check ended early in temperror or permerror. Never leaves {@link SpfEvaluator}. */
final class SpfError extends Exception {
  private static final long serialVersionUID = 1L;

  private final SpfResult result;
  private final boolean malformed;

  private SpfError(SpfResult result, boolean malformed, String problem) {
    super(problem, null, false, false);
    this.result = result;
    this.malformed = malformed;
  }

  /** The published record is malformed. */
  static SpfError syntax(String problem) {
    return new SpfError(SpfResult.PERMERROR, true, problem);
  }

  /** The published data cannot be followed, though each record of it is well-formed. */
  static SpfError permanent(String problem) {
    return new SpfError(SpfResult.PERMERROR, false, problem);
  }

  /** DNS does not answer. */
  static SpfError temporary(String problem) {
    return new SpfError(SpfResult.TEMPERROR, false, problem);
  }

  String problem() {
    return String.valueOf(getMessage());
  }

  SpfOutcome outcome() {
    return new SpfOutcome(
        result, malformed ? SpfOutcome.Reason.SYNTAX : SpfOutcome.Reason.NONE, null, problem());
  }
}
