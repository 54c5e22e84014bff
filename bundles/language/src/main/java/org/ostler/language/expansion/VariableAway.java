// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

/**
 * A variable that cannot be read now: the feature that brings it is being replaced, or failed. It
 * defers the expansion, since an empty value could turn a refusal into a pass. Unchecked, because
 * readers of a variable outside an expansion can do no better than stop either.
 */
public final class VariableAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code sentence} says which feature, for the log. */
  public VariableAway(String sentence) {
    super(sentence, null, false, false);
  }
}
